@NullMarked
package twoseal.machine;

import org.jspecify.annotations.NullMarked;
