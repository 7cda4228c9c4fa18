/**
 * SHA-256 in vectors, for lists of millions of entries; found by {@code ServiceLoader} where the
 * JVM was started with the module that it needs.
 */
@NullMarked
package twoseal.lanes;

import org.jspecify.annotations.NullMarked;
