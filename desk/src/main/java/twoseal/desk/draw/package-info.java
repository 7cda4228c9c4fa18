/** A draw from its parties' side: what they write, keep, read from a ledger, and hand out. */
@NullMarked
package twoseal.desk.draw;

import org.jspecify.annotations.NullMarked;
