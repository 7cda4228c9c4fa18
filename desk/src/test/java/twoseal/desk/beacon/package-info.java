@NullMarked
package twoseal.desk.beacon;

import org.jspecify.annotations.NullMarked;
