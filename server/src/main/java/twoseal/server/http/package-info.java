/**
 * The service's way into HTTP: a table of routes, who may call them, what they are asked and what
 * they answer. Handlers know these types only; the web server behind them is nobody else's concern.
 */
@NullMarked
package twoseal.server.http;

import org.jspecify.annotations.NullMarked;
