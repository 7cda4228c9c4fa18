/** The verifier on the command line ([VER-28]). */
@NullMarked
package twoseal.cli.verify;

import org.jspecify.annotations.NullMarked;
