/** Tests. */
@NullMarked
package twoseal.server.act;

import org.jspecify.annotations.NullMarked;
