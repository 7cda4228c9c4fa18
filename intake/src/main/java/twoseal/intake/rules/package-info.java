/** The rules of a draw as people write them: a YAML file, read, judged and written back. */
@NullMarked
package twoseal.intake.rules;

import org.jspecify.annotations.NullMarked;
