/** Tests. */
@NullMarked
package twoseal.server.paper;

import org.jspecify.annotations.NullMarked;
