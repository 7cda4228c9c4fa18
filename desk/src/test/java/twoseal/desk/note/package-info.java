@NullMarked
package twoseal.desk.note;

import org.jspecify.annotations.NullMarked;
