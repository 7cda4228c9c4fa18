@NullMarked
package twoseal.cli.keys;

import org.jspecify.annotations.NullMarked;
