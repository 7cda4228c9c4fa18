/** Public randomness: fetching it, and a local one for rehearsals. */
@NullMarked
package twoseal.desk.beacon;

import org.jspecify.annotations.NullMarked;
