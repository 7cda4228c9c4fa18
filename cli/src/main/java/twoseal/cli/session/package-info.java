/** A program's session with the live service: the command {@code session}. */
@NullMarked
package twoseal.cli.session;

import org.jspecify.annotations.NullMarked;
