/** Opening a ledger and changing who may do what on it ([REG-2], [REG-3]). */
@NullMarked
package twoseal.cli.registry;

import org.jspecify.annotations.NullMarked;
