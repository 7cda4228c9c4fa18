/**
 * Draw methods of old records, to recompute them on import and to say how little they could decide.
 * No new draw uses them. Pure, in whole numbers.
 */
@NullMarked
package twoseal.legacy;

import org.jspecify.annotations.NullMarked;
