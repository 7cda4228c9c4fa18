/** Entry lists: checked, committed to, proved, erased. */
@NullMarked
package twoseal.cli.list;

import org.jspecify.annotations.NullMarked;
