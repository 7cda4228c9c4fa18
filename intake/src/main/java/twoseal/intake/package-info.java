@NullMarked
package twoseal.intake;

import org.jspecify.annotations.NullMarked;
