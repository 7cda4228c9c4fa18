/**
 * The frame every command stands in: what is printed, asked and told of long works, and how values
 * of options are read. Knows no command.
 */
@NullMarked
package twoseal.cli.console;

import org.jspecify.annotations.NullMarked;
