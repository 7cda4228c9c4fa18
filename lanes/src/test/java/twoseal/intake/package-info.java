/** Tests of an intake that has lanes: in its package, for they give it a hash that is ready. */
@NullMarked
package twoseal.intake;

import org.jspecify.annotations.NullMarked;
