/** The law that every engine keeps, written once against the port. */
@NullMarked
package twoseal.ledger.conformance;

import org.jspecify.annotations.NullMarked;
