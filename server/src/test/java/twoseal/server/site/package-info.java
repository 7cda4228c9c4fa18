/** Tests of the site. */
@NullMarked
package twoseal.server.site;

import org.jspecify.annotations.NullMarked;
