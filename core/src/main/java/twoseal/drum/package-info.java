/**
 * The drum ({@code drum/1}): from a stage key and the tickets of a pool to winners and alternates,
 * in an order that anybody can recompute.
 *
 * <p>{@link twoseal.drum.StageKey} gives hash blocks, {@link twoseal.drum.Uniform} makes unbiased
 * integers of them, a {@link twoseal.drum.Pool} knows who owns the r-th ticket left, and {@link
 * twoseal.drum.Drum} runs a stage and returns its {@link twoseal.drum.Rolls}. Pure: no clock, no
 * randomness, no input or output.
 */
@NullMarked
package twoseal.drum;

import org.jspecify.annotations.NullMarked;
