/** The house rules as tests, and the built program driven from outside. */
@NullMarked
package twoseal.e2e;

import org.jspecify.annotations.NullMarked;
