/** A ledger in a folder: opened, looked into, given commands; and the commands for who runs it. */
@NullMarked
package twoseal.cli.ledger;

import org.jspecify.annotations.NullMarked;
