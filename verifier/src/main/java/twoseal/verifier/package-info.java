@NullMarked
package twoseal.verifier;

import org.jspecify.annotations.NullMarked;
