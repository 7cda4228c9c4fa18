/** Tests of the way into HTTP. */
@NullMarked
package twoseal.server.http;

import org.jspecify.annotations.NullMarked;
