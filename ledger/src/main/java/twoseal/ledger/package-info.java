/** The engine that puts commands in order, keeps them, proves them and checks what it kept. */
@NullMarked
package twoseal.ledger;

import org.jspecify.annotations.NullMarked;
