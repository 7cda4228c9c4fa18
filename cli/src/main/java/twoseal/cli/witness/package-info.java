/** The log's server and witnesses, as processes with a keeper (spec/witness.md). */
@NullMarked
package twoseal.cli.witness;

import org.jspecify.annotations.NullMarked;
