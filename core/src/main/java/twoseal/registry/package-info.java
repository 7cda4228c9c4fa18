@NullMarked
package twoseal.registry;

import org.jspecify.annotations.NullMarked;
