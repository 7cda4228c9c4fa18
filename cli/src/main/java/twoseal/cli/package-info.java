/** The command line: the program's entry and the tree of its commands. */
@NullMarked
package twoseal.cli;

import org.jspecify.annotations.NullMarked;
