/** Rules files, and what is wrong with them in words. */
@NullMarked
package twoseal.desk.rules;

import org.jspecify.annotations.NullMarked;
