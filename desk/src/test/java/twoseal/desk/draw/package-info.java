@NullMarked
package twoseal.desk.draw;

import org.jspecify.annotations.NullMarked;
