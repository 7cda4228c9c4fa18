/**
 * The frame every command stands in: what is printed and in which language, what goes wrong and
 * with which exit code. Knows no command.
 */
@NullMarked
package twoseal.cli.console;

import org.jspecify.annotations.NullMarked;
