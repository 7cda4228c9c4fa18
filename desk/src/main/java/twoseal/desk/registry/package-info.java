/** Who was registered, as a backup has it. */
@NullMarked
package twoseal.desk.registry;

import org.jspecify.annotations.NullMarked;
