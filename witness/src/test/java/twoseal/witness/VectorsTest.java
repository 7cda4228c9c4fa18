package twoseal.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twoseal.core.Bytes;
import twoseal.core.NoteKey;
import twoseal.core.Signer;

/** The scripts of another witness's tests, against ours as it follows a log (WIT-1 to WIT-3). */
class VectorsTest {
  private static final Path VECTORS = Path.of("../spec/vectors/witness");
  private static final Pattern CALL =
      Pattern.compile(
          "POST \\S+/add-checkpoint\n```\n(.*?)```\nHTTP (\\d+)\n\\[Asserts]\nbody (contains|==)"
              + " \"(.*?)\"\n",
          Pattern.DOTALL);
  private static final String SIGSUM =
      "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";
  private static final String SIGSUM_KEY =
      "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f";
  private static final NoteKey SUMDB_KEY =
      NoteKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");

  @TempDir Path folder;

  @Test
  void litewitness() throws Exception {
    var key = new NoteKey(SIGSUM, NoteKey.Type.ED25519, Bytes.parseHex(SIGSUM_KEY, 32));
    assertThat(run("litewitness.txt", new WatchedLog(SIGSUM, key, false, Optional.empty())))
        .isEqualTo(9);
  }

  @Test
  void sumdb() throws Exception {
    var log = new WatchedLog("go.sum database tree", SUMDB_KEY, false, Optional.empty());
    assertThat(run("sumdb.txt", log)).isEqualTo(1);
  }

  private int run(String file, WatchedLog log) throws Exception {
    var script = Files.readString(VECTORS.resolve(file));
    var cosigner = Signer.cosigner("example.com/witness", new byte[32]);
    var calls = 0;
    try (var witness =
        Witness.open(
            folder,
            cosigner,
            List.of(log),
            System::currentTimeMillis,
            new Heard(),
            Duration.ofMinutes(1))) {
      for (var call : CALL.matcher(script).results().toList()) {
        var body = call.group(1).getBytes(StandardCharsets.UTF_8);
        var answer = witness.site().answer("POST", "/add-checkpoint", body);
        // The script is older than the answer 404 for an unknown origin.
        var isUnknown = call.group(4).equals("unknown log");
        var status = isUnknown ? 404 : Integer.parseInt(call.group(2));
        var said = new String(answer.body().bytes().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer.status()).as(call.group() + said).isEqualTo(status);
        if (call.group(3).equals("==")) {
          assertThat(said).isEqualTo(call.group(4).replace("\\n", "\n"));
        } else {
          assertThat(said).contains(call.group(4));
        }
        calls++;
      }
    }
    return calls;
  }
}
