/** The proof file from which a stranger recomputes a draw. */
@NullMarked
package twoseal.bundle;

import org.jspecify.annotations.NullMarked;
