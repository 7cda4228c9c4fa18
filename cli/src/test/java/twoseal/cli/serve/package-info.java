/** Tests of the service as a process. */
@NullMarked
package twoseal.cli.serve;

import org.jspecify.annotations.NullMarked;
