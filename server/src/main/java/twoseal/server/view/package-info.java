/**
 * What everybody may see: the register, draws at any attempt and after any entry, results, entries
 * with their proofs, the ledger itself, and the live feed. Everything here follows from the ledger
 * and from the lists beside it; nothing here changes either.
 */
@NullMarked
package twoseal.server.view;

import org.jspecify.annotations.NullMarked;
