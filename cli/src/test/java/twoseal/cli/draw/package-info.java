@NullMarked
package twoseal.cli.draw;

import org.jspecify.annotations.NullMarked;
