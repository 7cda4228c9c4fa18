package twoseal.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import twoseal.core.Digest;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.ledger.BlobStore;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.Receipt;
import twoseal.ledger.StateView;

/** Asks another engine everything; a test overrides what shall go wrong. */
public class Passing implements Engine {
  private final Engine engine;

  public Passing(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Receipt submit(byte[] note) {
    return engine.submit(note);
  }

  @Override
  public CompletableFuture<Receipt> submitAsync(byte[] note) {
    return engine.submitAsync(note);
  }

  @Override
  public Optional<LedgerEntry> find(String id) {
    return engine.find(id);
  }

  @Override
  public Subscription follow(long fromIndex, Listener listener) {
    return engine.follow(fromIndex, listener);
  }

  @Override
  public BlobStore blobs() {
    return engine.blobs();
  }

  @Override
  public SignedNote checkpoint() {
    return engine.checkpoint();
  }

  @Override
  public LedgerEntry read(long index) {
    return engine.read(index);
  }

  @Override
  public Receipt receipt(long index) {
    return engine.receipt(index);
  }

  @Override
  public Digest root(long size) {
    return engine.root(size);
  }

  @Override
  public List<Digest> prove(long index, long size) {
    return engine.prove(index, size);
  }

  @Override
  public List<Digest> proveConsistency(long oldSize, long size) {
    return engine.proveConsistency(oldSize, size);
  }

  @Override
  public Optional<byte[]> tile(TilePath path) {
    return engine.tile(path);
  }

  @Override
  public StateView state() {
    return engine.state();
  }

  @Override
  public void close() {
    engine.close();
  }
}
