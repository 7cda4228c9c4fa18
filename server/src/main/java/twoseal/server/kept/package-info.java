/** What the service keeps besides the ledger: small files, each there whole or not at all. */
@NullMarked
package twoseal.server.kept;

import org.jspecify.annotations.NullMarked;
