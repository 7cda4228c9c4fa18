/** The way in to what this package reads. */
@NullMarked
package twoseal.cli.beacon;

import org.jspecify.annotations.NullMarked;
