/** Private keys in files, their passphrases, and the commands {@code keys ...}. */
@NullMarked
package twoseal.cli.keys;

import org.jspecify.annotations.NullMarked;
