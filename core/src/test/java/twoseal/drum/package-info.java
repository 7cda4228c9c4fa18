@NullMarked
package twoseal.drum;

import org.jspecify.annotations.NullMarked;
