package twoseal.network;

import com.hedera.hapi.node.base.SemanticVersion;
import com.swirlds.base.time.Time;
import com.swirlds.common.context.PlatformContext;
import com.swirlds.component.framework.WiringConfig;
import com.swirlds.component.framework.model.WiringModelBuilder;
import com.swirlds.component.framework.wires.input.NoInput;
import com.swirlds.config.api.Configuration;
import com.swirlds.config.api.ConfigurationBuilder;
import com.swirlds.config.extensions.sources.SimpleConfigSource;
import com.swirlds.metrics.api.Metrics;
import com.swirlds.platform.builder.ConsensusModuleBuilder;
import com.swirlds.platform.builder.PlatformBuilder;
import com.swirlds.platform.builder.internal.StaticPlatformBuilder;
import com.swirlds.platform.state.signed.StartupStateUtils;
import com.swirlds.platform.system.Platform;
import com.swirlds.platform.util.BootstrapUtils;
import com.swirlds.state.merkle.VirtualMapStateLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hiero.base.file.FileSystemManager;
import org.hiero.consensus.gossip.GossipModule;
import org.hiero.consensus.io.NoOpRecycleBin;
import org.hiero.consensus.model.node.NodeId;
import org.hiero.consensus.roster.RosterHistory;
import twoseal.ledger.Tip;

/**
 * The platform of one node: how it is configured, begun or gone on with, and ended. All that is
 * known about its peculiarities stands here.
 */
final class PlatformOfNode {
  private static final String APPLICATION = "twoseal";
  private static final String NETWORK = "ledger";

  /** Nodes of different versions do not talk to each other. */
  private static final SemanticVersion VERSION = SemanticVersion.newBuilder().major(1).build();

  private static final long END_WAIT_MS = 5_000;

  /** How the platform begins the names of the threads that its schedulers have for themselves. */
  private static final String SCHEDULER = "<scheduler ";

  private static final String SAVER = SCHEDULER + "StateSnapshotManager>";

  private static final long LOOK_EVERY_NS = 10_000_000;

  private final Path folder;
  private final Membership membership;
  private final Member self;
  private final NodeOptions options;
  private final Configuration configuration;
  private final Metrics metrics;
  private final ForkJoinPool threads;

  /** Of this node alone, unlike the threads' names: what this node must wait for stands in it. */
  private final ThreadGroup group;

  private final GossipModule gossip;

  PlatformOfNode(Path folder, Membership membership, Member self, NodeOptions options) {
    this.folder = folder;
    this.membership = membership;
    this.self = self;
    this.options = options;
    this.configuration = configuration();
    BootstrapUtils.setupConstructableRegistry();
    StaticPlatformBuilder.setupGlobalMetrics(configuration);
    this.metrics = StaticPlatformBuilder.getMetricsProvider().createPlatformMetrics(id());
    this.threads = new ForkJoinPool(threadsMax());
    this.group = new ThreadGroup("node " + self.id());
    this.gossip = ConsensusModuleBuilder.createModule(GossipModule.class, configuration);
  }

  Metrics metrics() {
    return metrics;
  }

  /**
   * Builds the platform from what its last run left; a network that has never run begins at a tip.
   */
  Platform build(Tip begin, Rounds rounds, Pool pool, NodeKeys keys) {
    // Threads come into the group of the thread that makes them.
    var built = new FutureTask<>(() -> built(begin, rounds, pool, keys));
    Thread.ofPlatform().group(group).start(built);
    try {
      return built.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException("the platform cannot be built", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the platform was built", interrupted);
    }
  }

  private Platform built(Tip begin, Rounds rounds, Pool pool, NodeKeys keys) {
    var files = new FileSystemManager(folder);
    var states =
        new VirtualMapStateLifecycleManager(metrics, Time.getCurrent(), configuration, files);
    // The state of a network that begins; where the platform saved one, that takes its place.
    TipInState.define(states.getMutableState());
    TipInState.begin(states.getMutableState(), membership.roster(), begun(begin));
    var bin = new NoOpRecycleBin();
    var context = PlatformContext.create(configuration, Time.getCurrent(), metrics, files, bin);
    var initial =
        StartupStateUtils.loadInitialState(
            bin, VERSION, APPLICATION, NETWORK, id(), context, states);
    TipInState.define(initial.state().get().getState());
    var model =
        WiringModelBuilder.create(metrics, Time.getCurrent())
            .withDefaultPool(threads)
            .withWiringConfig(configuration.getConfigData(WiringConfig.class))
            .build();
    return PlatformBuilder.create(
            APPLICATION,
            NETWORK,
            VERSION,
            initial.state(),
            rounds,
            id(),
            Long.toString(self.id()),
            RosterHistory.fromGenesis(membership.roster()),
            states)
        .withPlatformContext(context)
        .withConfiguration(configuration)
        .withKeysAndCerts(keys.gossip())
        .withExecutionLayer(pool)
        .withGossipModule(gossip)
        .withModel(model)
        .withStaleEventCallback(_ -> rounds.lost())
        .build();
  }

  /**
   * Ends a platform that was started, and waits until it writes nothing any more: its own end
   * leaves gossip and threads running, also one that is saving a state.
   */
  void end(Platform platform) {
    gossip.stopInputWire().put(NoInput.getInstance());
    gossip.flush();
    awaitPortFree();
    try {
      platform.destroy();
      awaitSchedulers();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    // Never interrupted: that breaks the file of events off in the middle of a write.
    threads.awaitQuiescence(END_WAIT_MS, TimeUnit.MILLISECONDS);
    threads.shutdown();
  }

  /**
   * They were told to end, and do so after what they are at. Only the one that saves states may
   * wait for ever, for a round that does not come any more: such a state is given up, as in a
   * crash.
   */
  private void awaitSchedulers() throws InterruptedException {
    var schedulers =
        threadsOfNode().stream().filter(t -> t.getName().startsWith(SCHEDULER)).toList();
    join(schedulers);
    schedulers.stream().filter(t -> t.getName().equals(SAVER)).forEach(Thread::interrupt);
    join(schedulers);
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    var endNs = System.nanoTime() + END_WAIT_MS * 1_000_000;
    for (var thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1, endNs - System.nanoTime())));
    }
  }

  private List<Thread> threadsOfNode() {
    // Those that end meanwhile are left out, and no new ones come: twice as many places are enough.
    var found = new Thread[2 * group.activeCount()];
    return List.of(Arrays.copyOf(found, group.enumerate(found)));
  }

  /** The thread that listens notices its end only when it next looks up. */
  private void awaitPortFree() {
    var endNs = System.nanoTime() + END_WAIT_MS * 1_000_000;
    while (System.nanoTime() < endNs) {
      try (var socket = new ServerSocket(self.port(), 1, self.address())) {
        if (socket.isBound()) {
          return;
        }
      } catch (IOException _) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
    }
  }

  /** The tip that the network began at, kept until the platform has saved a state, and after. */
  private Tip begun(Tip now) {
    var file = folder.resolve("begin.tip");
    try {
      if (Files.notExists(file)) {
        var unfinished = folder.resolve("begin.tip.unfinished");
        Files.write(
            unfinished,
            now.bytes(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Tip.parse(Files.readAllBytes(file));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private NodeId id() {
    return NodeId.of(self.id());
  }

  private int threadsMax() {
    var wiring = configuration.getConfigData(WiringConfig.class);
    return (int)
        Math.max(
            1,
            wiring.defaultPoolMultiplier() * Runtime.getRuntime().availableProcessors()
                + wiring.defaultPoolConstant());
  }

  private Configuration configuration() {
    var binding =
        "{ \"nodeId\": %d, \"hostname\": \"%s\", \"port\": %d }"
            .formatted(self.id(), self.address().getHostAddress(), self.port());
    return ConfigurationBuilder.create()
        .autoDiscoverExtensions()
        // Unless told, gossip listens on all addresses of the machine.
        .withSource(new SimpleConfigSource("gossip.interfaceBindings", List.of(binding)))
        .withSource(new SimpleConfigSource(settings()))
        .build();
  }

  private Map<String, String> settings() {
    var here = folder.toString();
    return Map.ofEntries(
        Map.entry("paths.settingsUsedDir", here),
        Map.entry("paths.savedStateDir", here),
        Map.entry("paths.keysDirPath", folder.resolve("keys").toString()),
        Map.entry("event.eventsLogDir", folder.resolve("events").toString()),
        Map.entry("event.enableEventStreaming", "false"),
        // An event is on disk before anybody hears of it; the default does not sync.
        Map.entry("event.preconsensus.inlinePcesSyncOption", "EVERY_EVENT"),
        // The state holds a handful of rows: the default reserves memory for a public network's.
        Map.entry("merkleDb.initialCapacity", "100000"),
        Map.entry("merkleDb.maxNumOfKeys", "1000000"),
        Map.entry("state.saveStatePeriod", Long.toString(options.stateSaved().toSeconds())),
        Map.entry("platformStatus.observingStatusDelay", options.observing().toMillis() + "ms"),
        // How long an ended node's port stays taken.
        Map.entry("socket.timeoutServerAcceptConnect", "100"),
        Map.entry("prometheus.endpointEnabled", "false"),
        Map.entry("metrics.disableMetricsOutput", "true"));
  }
}
