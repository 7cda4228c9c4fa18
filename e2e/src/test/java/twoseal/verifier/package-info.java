/** The verifier held against the core: tests that need both. */
@NullMarked
package twoseal.verifier;

import org.jspecify.annotations.NullMarked;
