/** Four nodes in one process. */
@NullMarked
package twoseal.network;

import org.jspecify.annotations.NullMarked;
