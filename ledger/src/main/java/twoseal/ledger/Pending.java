package twoseal.ledger;

import java.util.concurrent.CompletableFuture;
import twoseal.machine.Command;

/** A command on its way, and who waits for its answer. */
record Pending(Command command, CompletableFuture<Placed> answer) {}
