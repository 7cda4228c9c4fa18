/**
 * The live service: its table of routes, its settings, and how its parts are put together and taken
 * down.
 */
@NullMarked
package twoseal.server;

import org.jspecify.annotations.NullMarked;
