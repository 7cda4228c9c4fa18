/** Sentences and names that people read, in both languages. */
@NullMarked
package twoseal.server.words;

import org.jspecify.annotations.NullMarked;
