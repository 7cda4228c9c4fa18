/** Tests. */
@NullMarked
package twoseal.server.list;

import org.jspecify.annotations.NullMarked;
