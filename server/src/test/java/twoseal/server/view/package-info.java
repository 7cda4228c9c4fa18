/** Tests of the read side. */
@NullMarked
package twoseal.server.view;

import org.jspecify.annotations.NullMarked;
