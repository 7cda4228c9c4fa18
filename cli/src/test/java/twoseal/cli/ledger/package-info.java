@NullMarked
package twoseal.cli.ledger;

import org.jspecify.annotations.NullMarked;
