/** Foreign bytes for every parser: only declared refusals come out. */
@NullMarked
package twoseal.fuzz;

import org.jspecify.annotations.NullMarked;
