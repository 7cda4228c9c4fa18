package twoseal.network;

import com.swirlds.platform.system.Platform;
import com.swirlds.platform.system.state.notifications.IssListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hiero.consensus.model.notification.IssNotification;
import org.hiero.consensus.model.status.PlatformStatus;
import twoseal.core.Digest;
import twoseal.core.SignatureCheck;
import twoseal.core.SignedNote;
import twoseal.core.TilePath;
import twoseal.ledger.BlobStore;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerEntry;
import twoseal.ledger.Receipt;
import twoseal.ledger.Replica;
import twoseal.ledger.StateView;

/**
 * One organisation's node: a {@link Replica} whose order is the consensus of all nodes. May be used
 * from its first moment on; answers come once enough nodes are there.
 *
 * <p>The folder holds {@code ledger/}, which is an embedded ledger's folder and is there before a
 * node opens it for the first time, alike on all nodes, and {@code platform/}.
 */
public final class HieroNode implements Engine {
  /** How long the end waits for answers that need the other nodes. */
  public static final long CLOSE_WAIT_MS = 10_000;

  private final PlatformOfNode ofNode;
  private final Replica replica;
  private final Pool pool;
  private final Platform platform;
  private final CompletableFuture<Boolean> active = new CompletableFuture<>();
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private HieroNode(
      PlatformOfNode ofNode,
      Path ledger,
      Membership membership,
      Member self,
      NodeKeys keys,
      SignatureCheck check,
      NodeOptions options) {
    this.ofNode = ofNode;
    this.pool = new Pool(ofNode.metrics(), options.ledger().queueMax(), this::status);
    this.replica = Replica.open(ledger, membership.logKey(), check, pool, options.ledger());
    var cosigning = new Cosigning(replica, membership, keys, options.clock(), pool::tell);
    var rounds = new Rounds(self.id(), replica, cosigning, pool);
    this.platform = ofNode.build(replica.tip(), rounds, pool, keys);
    platform.getNotificationEngine().register(IssListener.class, this::parted);
  }

  /**
   * Opens a node, after a clean end or a crash, and starts it.
   *
   * @param check with the answers of {@link twoseal.core.Ed25519#STRICT}
   */
  public static HieroNode open(
      Path folder,
      Membership membership,
      long id,
      NodeKeys keys,
      SignatureCheck check,
      NodeOptions options) {
    var self = membership.member(id);
    if (!keys.cosigner().key().equals(self.cosigner())) {
      throw new IllegalArgumentException("the cosigner's key is not that of node " + id);
    }
    var ofNode = new PlatformOfNode(folder.resolve("platform"), membership, self, options);
    var ledger = folder.resolve("ledger");
    var node = new HieroNode(ofNode, ledger, membership, self, keys, check, options);
    node.platform.start();
    return node;
  }

  /** Completes once this node takes part in the consensus. */
  public CompletableFuture<Boolean> active() {
    return active.copy();
  }

  /** Waits until nobody waits for an answer of this node, or for so long; whether nobody does. */
  public boolean awaitAnswers(long timeoutMs) {
    return replica.awaitAnswers(timeoutMs);
  }

  @Override
  public Receipt submit(byte[] commandNote) {
    return replica.submit(commandNote);
  }

  @Override
  public CompletableFuture<Receipt> submitAsync(byte[] commandNote) {
    return replica.submitAsync(commandNote);
  }

  /** {@inheritDoc} Under the log key's signature stand the cosignatures of two thirds. */
  @Override
  public SignedNote checkpoint() {
    return replica.checkpoint();
  }

  @Override
  public LedgerEntry read(long index) {
    return replica.read(index);
  }

  @Override
  public Receipt receipt(long index) {
    return replica.receipt(index);
  }

  @Override
  public Digest root(long size) {
    return replica.root(size);
  }

  @Override
  public List<Digest> prove(long index, long size) {
    return replica.prove(index, size);
  }

  @Override
  public List<Digest> proveConsistency(long oldSize, long size) {
    return replica.proveConsistency(oldSize, size);
  }

  @Override
  public Optional<byte[]> tile(TilePath path) {
    return replica.tile(path);
  }

  @Override
  public Optional<LedgerEntry> find(String id) {
    return replica.find(id);
  }

  @Override
  public StateView state() {
    return replica.state();
  }

  @Override
  public Subscription follow(long fromIndex, Listener listener) {
    return replica.follow(fromIndex, listener);
  }

  @Override
  public BlobStore blobs() {
    return replica.blobs();
  }

  /** Answers what was submitted, as far as the other nodes let it in time, then ends. */
  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    replica.awaitAnswers(CLOSE_WAIT_MS);
    ofNode.end(platform);
    replica.close();
  }

  private void status(PlatformStatus status) {
    if (status == PlatformStatus.ACTIVE) {
      // What was proposed before may have been lost on the way here.
      replica.proposeAll();
      active.complete(true);
    }
  }

  /** The states that the nodes signed after a round differ. */
  private void parted(IssNotification notification) {
    switch (notification.getIssType()) {
      case SELF_ISS ->
          replica.stop(new PartedException(notification.getRound(), "the other nodes agree"));
      case CATASTROPHIC_ISS ->
          replica.stop(new PartedException(notification.getRound(), "no two thirds agree"));
      case OTHER_ISS -> {} // That node stops itself; its lines complete nothing here.
    }
  }
}
