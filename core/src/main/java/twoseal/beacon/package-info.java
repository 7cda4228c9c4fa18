/**
 * The public beacon a draw's seed comes from: drand chains of the scheme bls-unchained-g1-rfc9380,
 * and the test beacon of rehearsals. Pure: the signature of a round is an input.
 */
@NullMarked
package twoseal.beacon;

import org.jspecify.annotations.NullMarked;
