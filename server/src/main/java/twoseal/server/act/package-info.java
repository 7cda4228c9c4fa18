/**
 * Commands on their way to the ledger: drafted, signed by people one by one, entered; and what the
 * service itself enters, with its own key, because it follows from what people signed.
 */
@NullMarked
package twoseal.server.act;

import org.jspecify.annotations.NullMarked;
