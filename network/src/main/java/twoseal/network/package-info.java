/**
 * The ledger of several organisations: the same machine on each one's node, ordered by the Hiero
 * consensus platform.
 */
@NullMarked
package twoseal.network;

import org.jspecify.annotations.NullMarked;
