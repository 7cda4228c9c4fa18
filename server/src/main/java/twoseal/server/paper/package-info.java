/**
 * What is read, signed or printed besides the ledger: the supervision record, notice and results.
 */
@NullMarked
package twoseal.server.paper;

import org.jspecify.annotations.NullMarked;
