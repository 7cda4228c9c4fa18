package twoseal.network;

import com.hedera.hapi.node.state.primitives.ProtoBytes;
import com.hedera.hapi.node.state.roster.Roster;
import com.hedera.pbj.runtime.io.buffer.Bytes;
import com.swirlds.platform.state.service.schemas.V0540RosterBaseSchema;
import com.swirlds.state.State;
import com.swirlds.state.lifecycle.StateDefinition;
import com.swirlds.state.lifecycle.StateMetadata;
import com.swirlds.state.merkle.VirtualMapState;
import com.swirlds.state.spi.CommittableWritableStates;
import java.util.Collection;
import org.hiero.consensus.platformstate.PlatformStateService;
import org.hiero.consensus.platformstate.V0540PlatformStateSchema;
import org.hiero.consensus.roster.RosterStateId;
import org.hiero.consensus.roster.WritableRosterStore;
import twoseal.ledger.Tip;

/**
 * The tip in the state that the platform signs after each round and compares among the nodes: where
 * it differs, a node has parted from the others.
 */
final class TipInState {
  private static final String SERVICE = "Twoseal";
  private static final String KEY = "TIP";

  /** A number that no service of the platform has. */
  private static final int ID = 60_001;

  private TipInState() {}

  /** Tells a state which parts it has, as must be done for each that was read from disk. */
  static void define(VirtualMapState state) {
    state.initializeState(
        new StateMetadata<>(SERVICE, StateDefinition.singleton(ID, KEY, ProtoBytes.PROTOBUF)));
    define(state, PlatformStateService.NAME, new V0540PlatformStateSchema().statesToCreate());
    define(state, RosterStateId.SERVICE_NAME, new V0540RosterBaseSchema().statesToCreate());
  }

  /** Fills the state that a network begins with; without its roster, no state is ever signed. */
  static void begin(VirtualMapState state, Roster roster, Tip tip) {
    var rosters = state.getWritableStates(RosterStateId.SERVICE_NAME);
    new WritableRosterStore(rosters).putActiveRoster(roster, 0);
    ((CommittableWritableStates) rosters).commit();
    write(state, tip);
  }

  static void write(State state, Tip tip) {
    var states = ((VirtualMapState) state).getWritableStates(SERVICE);
    states.<ProtoBytes>getSingleton(ID).put(new ProtoBytes(Bytes.wrap(tip.bytes())));
    ((CommittableWritableStates) states).commit();
  }

  static Tip read(State state) {
    var tip = state.getReadableStates(SERVICE).<ProtoBytes>getSingleton(ID).get();
    if (tip == null) {
      throw new IllegalStateException("a state without a tip");
    }
    return Tip.parse(tip.value().toByteArray());
  }

  // The schemas give their definitions without type arguments.
  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void define(
      VirtualMapState state, String service, Collection<StateDefinition> definitions) {
    for (var definition : definitions) {
      state.initializeState(new StateMetadata<>(service, definition));
    }
  }
}
