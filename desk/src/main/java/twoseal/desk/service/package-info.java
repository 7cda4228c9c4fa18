/** The live service as a program meets it over HTTP. */
@NullMarked
package twoseal.desk.service;

import org.jspecify.annotations.NullMarked;
