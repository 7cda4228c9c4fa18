/** The command that runs the service. */
@NullMarked
package twoseal.cli.serve;

import org.jspecify.annotations.NullMarked;
