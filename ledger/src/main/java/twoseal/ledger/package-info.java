@NullMarked
package twoseal.ledger;

import org.jspecify.annotations.NullMarked;
