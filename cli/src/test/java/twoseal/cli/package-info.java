@NullMarked
package twoseal.cli;

import org.jspecify.annotations.NullMarked;
