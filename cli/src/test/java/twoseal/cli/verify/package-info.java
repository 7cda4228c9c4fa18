@NullMarked
package twoseal.cli.verify;

import org.jspecify.annotations.NullMarked;
