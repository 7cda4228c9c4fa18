@NullMarked
package twoseal.draw;

import org.jspecify.annotations.NullMarked;
