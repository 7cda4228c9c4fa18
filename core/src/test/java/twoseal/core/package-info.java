/** The primitives held against other people's vectors, and against themselves at random. */
@NullMarked
package twoseal.core;

import org.jspecify.annotations.NullMarked;
