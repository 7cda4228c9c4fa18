@NullMarked
package twoseal.witness;

import org.jspecify.annotations.NullMarked;
