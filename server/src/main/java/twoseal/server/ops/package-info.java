/** For who runs the service: whether it is well, what it does, what needs attention. */
@NullMarked
package twoseal.server.ops;

import org.jspecify.annotations.NullMarked;
