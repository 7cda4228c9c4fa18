/** What the tests of all modules together need of the core's own. */
@NullMarked
package twoseal.core;

import org.jspecify.annotations.NullMarked;
