@NullMarked
package twoseal.cli.legacy;

import org.jspecify.annotations.NullMarked;
