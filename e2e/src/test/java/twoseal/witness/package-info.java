/** The built witness before logs that lie. */
@NullMarked
package twoseal.witness;

import org.jspecify.annotations.NullMarked;
