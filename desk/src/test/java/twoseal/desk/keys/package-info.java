@NullMarked
package twoseal.desk.keys;

import org.jspecify.annotations.NullMarked;
