/** The commands of a draw: step by step, in one go, and as a demo. */
@NullMarked
package twoseal.cli.draw;

import org.jspecify.annotations.NullMarked;
