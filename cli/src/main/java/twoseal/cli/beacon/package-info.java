/** Public randomness: checking it, fetching it, and a local one for rehearsals. */
@NullMarked
package twoseal.cli.beacon;

import org.jspecify.annotations.NullMarked;
