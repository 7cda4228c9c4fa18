/** Commands on their way to a ledger: begun, signed by each, tried. */
@NullMarked
package twoseal.desk.note;

import org.jspecify.annotations.NullMarked;
