/** The way in to what this package reads. */
@NullMarked
package twoseal.cli.draw;

import org.jspecify.annotations.NullMarked;
