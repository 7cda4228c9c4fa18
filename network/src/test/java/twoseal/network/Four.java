package twoseal.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.hiero.base.crypto.SigningSchema;
import org.hiero.consensus.crypto.KeysAndCertsGenerator;
import org.hiero.consensus.model.node.KeysAndCerts;
import org.hiero.consensus.model.node.NodeId;
import twoseal.core.Checkpoint;
import twoseal.core.SignatureCheck;
import twoseal.core.Signer;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.Engine;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.Office;
import twoseal.ledger.conformance.Running;

/**
 * A network of four organisations, in a folder with one folder for each. The first holds the log
 * key; all keys come from the office's seed, so that a new start finds the same.
 */
final class Four implements Running {
  private static final int NODES = 4;
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final long START_MAX_S = 180;

  private final Path folder;
  private final List<HieroNode> nodes;

  private Four(Path folder, List<HieroNode> nodes) {
    this.folder = folder;
    this.nodes = nodes;
  }

  /** Opens a network whose nodes check signatures each in its own way. */
  static Four open(Path folder, Office office, IntFunction<SignatureCheck> checks)
      throws Exception {
    if (Files.notExists(folder)) {
      found(folder, office);
    }
    var gossip = gossipKeys();
    var cosigners = cosigners();
    var ports = Files.readAllLines(folder.resolve("ports"), StandardCharsets.US_ASCII);
    var members = new ArrayList<Member>();
    for (var i = 0; i < NODES; i++) {
      var port = Integer.parseInt(ports.get(i));
      members.add(
          new Member(
              i,
              InetAddress.ofLiteral("127.0.0.1"),
              port,
              gossip.get(i).sigCert(),
              cosigners.get(i).key()));
    }
    var membership = new Membership(office.log().key(), members);
    var nodes = new ArrayList<HieroNode>();
    for (var i = 0; i < NODES; i++) {
      var log = i == 0 ? Optional.of(office.log()) : Optional.<Signer>empty();
      var keys = new NodeKeys(gossip.get(i), cosigners.get(i), log);
      var node = HieroNode.open(node(folder, i), membership, i, keys, checks.apply(i), options());
      nodes.add(node);
    }
    for (var node : nodes) {
      node.active().get(START_MAX_S, TimeUnit.SECONDS);
    }
    return new Four(folder, List.copyOf(nodes));
  }

  @Override
  public List<Engine> engines() {
    return List.copyOf(nodes);
  }

  @Override
  public List<Path> folders() {
    var folders = new ArrayList<Path>();
    for (var i = 0; i < NODES; i++) {
      folders.add(node(folder, i).resolve("ledger"));
    }
    return folders;
  }

  /** All answer first, then end: two that are left could not. */
  @Override
  public void close() {
    nodes.forEach(node -> node.awaitAnswers(HieroNode.CLOSE_WAIT_MS));
    var size =
        nodes.stream()
            .mapToLong(node -> Checkpoint.parse(node.checkpoint().text()).size())
            .max()
            .orElseThrow();
    for (var node : nodes) {
      var shown = new CompletableFuture<Void>();
      node.follow(size - 1, _ -> shown.complete(null));
      var _ = shown.completeOnTimeout(null, HieroNode.CLOSE_WAIT_MS, TimeUnit.MILLISECONDS).join();
    }
    end();
  }

  /** Ends all at once, whatever they still lack. */
  void end() {
    var ending = nodes.stream().map(node -> Thread.ofPlatform().start(node::close)).toList();
    for (var end : ending) {
      try {
        end.join();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }
  }

  /** A node. */
  HieroNode node(int index) {
    return nodes.get(index);
  }

  private static NodeOptions options() {
    var ledger = LedgerOptions.defaults().withSegments(64 << 10, 4 << 10);
    // All nodes end together here, so none can contradict what others still remember of it.
    return new NodeOptions(ledger, Clock.system(), Duration.ofMillis(500), Duration.ofSeconds(5));
  }

  /** A ledger of one, copied to all: what a network begins with. */
  private static void found(Path folder, Office office) throws IOException {
    Files.createDirectories(folder);
    try (var first =
        EmbeddedLedger.create(
            node(folder, 0).resolve("ledger"),
            office.genesis(),
            office.log(),
            Clock.system(),
            options().ledger())) {
      for (var i = 1; i < NODES; i++) {
        first.backup(node(folder, i).resolve("ledger"));
      }
    }
    var ports = new ArrayList<String>();
    var random = new Random();
    while (ports.size() < NODES) {
      var port = FIRST_PORT + random.nextInt(PORTS);
      if (isFree(port) && !ports.contains("" + port)) {
        ports.add("" + port);
      }
    }
    Files.write(folder.resolve("ports"), ports, StandardCharsets.US_ASCII);
  }

  private static Path node(Path folder, int index) {
    return folder.resolve("node-" + index);
  }

  private static List<Signer> cosigners() {
    var random = new Random(4);
    var cosigners = new ArrayList<Signer>();
    for (var i = 0; i < NODES; i++) {
      var seed = new byte[32];
      random.nextBytes(seed);
      cosigners.add(Signer.cosigner("organisation-" + i + ".example/cosigner", seed));
    }
    return cosigners;
  }

  private static List<KeysAndCerts> gossipKeys() throws GeneralSecurityException {
    var keys = new ArrayList<KeysAndCerts>();
    for (var i = 0; i < NODES; i++) {
      keys.add(generated(i));
    }
    return keys;
  }

  private static KeysAndCerts generated(int index) throws GeneralSecurityException {
    try {
      return KeysAndCertsGenerator.generate(
          NodeId.of(index), SigningSchema.ED25519, seeded(index), seeded(NODES + index));
    } catch (org.hiero.base.crypto.KeyGeneratingException failed) {
      throw new GeneralSecurityException(failed);
    }
  }

  private static SecureRandom seeded(int seed) throws GeneralSecurityException {
    var random = SecureRandom.getInstance("SHA1PRNG");
    // Zero would not count as a seed.
    random.setSeed(1L + seed);
    return random;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
