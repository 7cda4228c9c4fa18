package twoseal.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Cosignature;
import twoseal.core.Digest;
import twoseal.core.EntryBundle;
import twoseal.core.Header;
import twoseal.core.MerkleTree;
import twoseal.core.PersonName;
import twoseal.core.Role;
import twoseal.core.SignatureLine;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.core.TiledTree;
import twoseal.ledger.Clock;
import twoseal.ledger.EmbeddedLedger;
import twoseal.ledger.LedgerOptions;
import twoseal.ledger.LedgerReader;
import twoseal.machine.Command;
import twoseal.registry.RegistryCommand;

/** The log's server beside the process that writes the ledger. */
class LogSiteTest {
  private static final String ORIGIN = "town.example/ledger";
  private static final long TIME_S = 1_800_000_000L;

  @TempDir Path folder;

  private final Random random = new Random(11);
  private final Signer log = Signer.of(ORIGIN, bytes());
  private final Signer administrator = Signer.of("office/admin", bytes());
  private final Signer witness = Signer.of("court/w", bytes());
  private final Signer cosigner = Signer.cosigner("court/w", bytes());
  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedLedger ledger;
  private LedgerReader reader;
  private WebServer server;

  @BeforeEach
  void open() throws IOException {
    var genesis =
        new RegistryCommand.Genesis(
            log.key(),
            TIME_S,
            "system",
            "client",
            "office",
            "公证处",
            Optional.empty(),
            PersonName.parse("office/admin"),
            "Admin",
            administrator.key());
    ledger =
        EmbeddedLedger.create(
            folder,
            note(genesis, administrator).bytes(),
            log,
            Clock.system(),
            LedgerOptions.defaults());
    enter(new RegistryCommand.AdmitOrganisation("court", "法院", Optional.empty()), administrator);
    enter(
        new RegistryCommand.AdmitPerson(
            PersonName.parse("court/w"),
            "W",
            Role.WITNESS,
            witness.key(),
            Optional.of(cosigner.key())),
        administrator,
        witness);
    reader = LedgerReader.open(folder);
    var local = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    server = LogSite.serve(folder, reader, local, (name, size) -> {});
  }

  @AfterEach
  void close() {
    server.close();
    reader.close();
    ledger.close();
    client.close();
  }

  /** [WIT-13], [LOG-7]: what a stranger reads grows with what another process writes. */
  @Test
  void itServesWhatIsWrittenMeanwhile() throws Exception {
    for (var i = 0; i < 600; i++) {
      var _ = ledger.submitAsync(note(remark(i), administrator).bytes());
    }
    ledger.submit(note(remark(600), administrator).bytes());
    var checkpoint = Checkpoint.parse(SignedNote.parse(get("checkpoint").body()).text());
    assertThat(checkpoint.size()).isEqualTo(604);
    var tree = new TiledTree(checkpoint.size(), this::tile);
    assertThat(tree.root()).isEqualTo(checkpoint.root());
    var bundle = TilePath.entriesHolding(603, 604);
    var entries = EntryBundle.parse(tile(bundle), bundle.width());
    assertThat(MerkleTree.leafHash(entries.getLast())).isEqualTo(tree.hash(0, 603));
    assertThat(entries.getLast()).isEqualTo(ledger.read(603).encode());
    assertThat(get("checkpoint").headers().firstValue("Cache-Control"))
        .contains("public, max-age=1");
    assertThat(get("tile/0/000").headers().firstValue("Cache-Control").orElseThrow())
        .contains("immutable");
    for (var none :
        List.of("tile/0/002.p/93", "tile/0/003", "tile/00/000", "", "cosigned/9", "x")) {
      assertThat(get(none).statusCode()).as(none).isEqualTo(404);
    }
    assertThat(post("tile/0/000", "").statusCode()).isEqualTo(405);
    var digest = ledger.blobs().put(new byte[] {1, 2, 3});
    assertThat(get("blob/" + digest.hex()).body()).isEqualTo("\u0001\u0002\u0003");
    assertThat(get("blob/" + Digest.ZERO.hex()).statusCode()).isEqualTo(404);
  }

  /** [WIT-10]: a good cosignature, and every way of a bad one. */
  @Test
  void cosignaturesAreKeptIfTheyHold() throws Exception {
    var note = ledger.checkpoint();
    var checkpoint = Checkpoint.parse(note.text());
    var line = cosigner.cosign(checkpoint, TIME_S);
    var good = note.with(line);
    assertThat(leave(good)).isEqualTo(200);
    assertThat(get("cosigned/3").body()).isEqualTo(good.format());
    assertThat(get("cosigned/latest").body()).isEqualTo(good.format());
    assertThat(get("checkpoint").body()).isEqualTo(good.format());
    // A later one of the same key changes nothing, an earlier one stands in its place.
    assertThat(leave(note.with(cosigner.cosign(checkpoint, TIME_S + 1)))).isEqualTo(200);
    assertThat(get("cosigned/3").body()).isEqualTo(good.format());
    assertThat(leave(note.with(cosigner.cosign(checkpoint, TIME_S - 1)))).isEqualTo(200);
    var earliest = SignedNote.parse(get("cosigned/3").body()).signatures();
    assertThat(earliest).hasSize(2);
    assertThat(Cosignature.timeS(earliest.getLast())).isEqualTo(TIME_S - 1);

    assertThat(post("cosignatures", "nothing").statusCode()).isEqualTo(400);
    assertThat(get("cosignatures").statusCode()).isEqualTo(405);
    var stranger = Signer.cosigner("court/w", bytes());
    assertThat(leave(note.with(stranger.cosign(checkpoint, TIME_S)))).isEqualTo(403);
    assertThat(leave(note.with(witness.sign(note.text())))).isEqualTo(403);
    assertThat(leave(note)).isEqualTo(403);
    assertThat(leave(new SignedNote(note.text(), List.of(line)))).isEqualTo(403);
    var ahead = new Checkpoint(ORIGIN, 4, checkpoint.root());
    assertThat(leave(signed(ahead))).isEqualTo(409);
    assertThat(leave(signed(new Checkpoint(ORIGIN, 2, checkpoint.root())))).isEqualTo(422);
    var revoke = new RegistryCommand.RevokePerson(PersonName.parse("court/w"), "left");
    enter(revoke, administrator);
    assertThat(leave(good)).isEqualTo(403);
  }

  private SignedNote signed(Checkpoint checkpoint) {
    return SignedNote.sign(checkpoint.text(), log).with(cosigner.cosign(checkpoint, TIME_S));
  }

  private int leave(SignedNote note) throws Exception {
    return post("cosignatures", note.format()).statusCode();
  }

  private byte[] tile(TilePath path) {
    try {
      var request = HttpRequest.newBuilder(server.uri().resolve(path.text())).build();
      return client.send(request, BodyHandlers.ofByteArray()).body();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private void enter(RegistryCommand command, Signer... signers) {
    assertThat(ledger.submit(note(command, signers).bytes()).accepted()).isTrue();
  }

  private static RegistryCommand remark(int i) {
    return new RegistryCommand.Remark(Optional.empty(), Optional.empty(), "remark " + i);
  }

  private SignedNote note(RegistryCommand command, Signer... signers) {
    var text = command.text(new Header(Bytes.hex(bytes()).substring(32), ORIGIN));
    var lines = new java.util.ArrayList<SignatureLine>();
    for (var signer : signers) {
      lines.add(signer.sign(text));
    }
    lines.sort(Command::compare);
    return new SignedNote(text, lines);
  }

  private byte[] bytes() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return bytes;
  }
}
