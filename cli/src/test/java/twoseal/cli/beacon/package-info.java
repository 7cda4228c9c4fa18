@NullMarked
package twoseal.cli.beacon;

import org.jspecify.annotations.NullMarked;
