/** The way in to what this package reads. */
@NullMarked
package twoseal.desk.beacon;

import org.jspecify.annotations.NullMarked;
