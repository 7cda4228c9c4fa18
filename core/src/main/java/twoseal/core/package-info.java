/**
 * The primitives everything else is made of: bytes and digests, RFC 6962 trees and C2SP tiles,
 * signed notes, the codec of our command texts, and the ports (state, blobs) through which the
 * rules see the world. No I/O, clock, randomness or threads.
 */
@NullMarked
package twoseal.core;

import org.jspecify.annotations.NullMarked;
