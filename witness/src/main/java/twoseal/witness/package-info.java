/**
 * Witnesses and the log's server: who cosigns what, and how cosignatures come back
 * (spec/witness.md).
 */
@NullMarked
package twoseal.witness;

import org.jspecify.annotations.NullMarked;
