@NullMarked
package twoseal.core;

import org.jspecify.annotations.NullMarked;
