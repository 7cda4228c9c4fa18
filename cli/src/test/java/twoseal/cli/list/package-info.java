@NullMarked
package twoseal.cli.list;

import org.jspecify.annotations.NullMarked;
