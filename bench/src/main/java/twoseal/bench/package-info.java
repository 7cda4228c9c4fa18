@NullMarked
package twoseal.bench;

import org.jspecify.annotations.NullMarked;
