@NullMarked
package twoseal.desk;

import org.jspecify.annotations.NullMarked;
