/** Tests of the service. */
@NullMarked
package twoseal.server;

import org.jspecify.annotations.NullMarked;
