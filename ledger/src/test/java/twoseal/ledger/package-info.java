/** The ledger driven as its callers drive it, and broken in every way a disk can break it. */
@NullMarked
package twoseal.ledger;

import org.jspecify.annotations.NullMarked;
