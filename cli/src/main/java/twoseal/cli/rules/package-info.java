/** Rules files on the command line. */
@NullMarked
package twoseal.cli.rules;

import org.jspecify.annotations.NullMarked;
