/** Notes that several people sign, each on their own machine: shown, signed, submitted. */
@NullMarked
package twoseal.cli.note;

import org.jspecify.annotations.NullMarked;
