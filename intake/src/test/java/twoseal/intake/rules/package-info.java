@NullMarked
package twoseal.intake.rules;

import org.jspecify.annotations.NullMarked;
