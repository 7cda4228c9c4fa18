/** Draws made by older methods: recomputed, and how little could decide them. */
@NullMarked
package twoseal.cli.legacy;

import org.jspecify.annotations.NullMarked;
