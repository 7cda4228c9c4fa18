/** Tests of who is asking. */
@NullMarked
package twoseal.server.auth;

import org.jspecify.annotations.NullMarked;
