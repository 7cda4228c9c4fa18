@NullMarked
package twoseal.cli.session;

import org.jspecify.annotations.NullMarked;
