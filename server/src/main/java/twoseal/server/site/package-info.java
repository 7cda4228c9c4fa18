/** The site beside the interface: the pages of console, screen and phone, and the log's tiles. */
@NullMarked
package twoseal.server.site;

import org.jspecify.annotations.NullMarked;
