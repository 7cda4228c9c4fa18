/** What comes before a draw is sealed: its rules file, its list, objections, commitments. */
@NullMarked
package twoseal.server.list;

import org.jspecify.annotations.NullMarked;
