@NullMarked
package twoseal.cli.console;

import org.jspecify.annotations.NullMarked;
