package twoseal.server.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twoseal.server.Hall.refusal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import twoseal.core.Digest;
import twoseal.draw.CaseNumber;
import twoseal.intake.PrivateList;
import twoseal.list.EntryCode;
import twoseal.server.Hall;
import twoseal.server.InAHall;
import twoseal.server.auth.AuditLog;
import twoseal.server.http.PlainCall;
import twoseal.server.http.Reply;
import twoseal.server.view.CodeIndex;

/** Entry codes go to who has the passphrase, and nowhere else. */
class CodesHandoutTest extends InAHall {
  private static final PlainCall CALL = new PlainCall("/", Map.of(), Map.of());

  private CaseNumber draw;
  private AuditLog audit;
  private CodesHandout handout;

  @BeforeEach
  void announce() throws IOException {
    draw = hall.announce(Hall.RULES);
    audit = new AuditLog(Files.createDirectory(folder.resolve("audit")), InstantSource.system());
    handout = new CodesHandout(uploads(), audit);
  }

  @AfterEach
  void close() throws IOException {
    audit.close();
  }

  @Test
  void everyCodeFindsItsEntryAndNoErasedOneHasOne() throws Exception {
    var list = hall.upload(draw, Hall.entries(300));
    var root = Digest.ofHex(list.list().orElseThrow().root());
    var taken = uploads().find(draw, root).orElseThrow();
    var groups = Uploads.summary(taken).root();
    var label = groups.groups().getFirst().label();
    PrivateList.open(taken, Hall.PASSPHRASE.toCharArray()).erase(label, 7);
    var lines = written(ask(list, Hall.PASSPHRASE)).split("\r\n", -1);
    assertThat(lines).hasSize(1 + 299 + 1).startsWith("\ufeffnumber,group,name,code");
    assertThat(lines).noneMatch(line -> line.startsWith("7,"));
    var index = CodeIndex.open(taken, groups).orElseThrow();
    for (var i = 1; i <= 299; i++) {
      var fields = lines[i].split(",", -1);
      assertThat(fields[1]).isEqualTo("\"" + label + "\"");
      assertThat(fields[2]).startsWith("\"王** *");
      assertThat(index.find(EntryCode.parse(fields[3])).orElseThrow().number())
          .isEqualTo(Long.parseLong(fields[0]));
    }
    assertThat(audited()).contains("\"what\":\"codes.taken\"").doesNotContain(Hall.PASSPHRASE);
    assertThat(hall.kept("lists")).noneMatch(file -> file.toString().endsWith(".csv.tmp"));
  }

  @Test
  void withoutThePassphraseThereAreNone() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    assertThat(refusal(() -> ask(list, "another one"))).isEqualTo("422 list.passphrase");
    assertThat(refusal(() -> ask(list, ""))).isEqualTo("422 unreadable");
    assertThat(audited()).contains("codes.refused").doesNotContain("codes.taken", "another one");
    var bad = hall.upload(draw, "姓名,证件号码\n,A1\n");
    assertThat(refusal(() -> ask(bad, Hall.PASSPHRASE))).isEqualTo("409 list.not-taken");
    assertThat(written(ask(list, Hall.PASSPHRASE))).contains("\r\n5,");
  }

  @Test
  void oneIsWrittenAtATime() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    var first = ask(list, Hall.PASSPHRASE);
    assertThat(refusal(() -> ask(list, Hall.PASSPHRASE))).isEqualTo("409 list.codes-busy");
    assertThat(written(first)).contains("\r\n5,");
    var gone = ask(list, Hall.PASSPHRASE);
    assertThatThrownBy(() -> gone.writer().write(new Broken())).isInstanceOf(IOException.class);
    assertThat(written(ask(list, Hall.PASSPHRASE))).contains("\r\n5,");
  }

  @Test
  void whoDoesNotTakeThemGivesWay() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    handout = new CodesHandout(uploads(), audit, -1);
    var isCut = new CountDownLatch(1);
    var isWriting = new CountDownLatch(1);
    var stuck =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ask(list, Hall.PASSPHRASE).writer().write(new Stuck(isWriting));
              } catch (IOException cut) {
                isCut.countDown();
              }
            });
    isWriting.await();
    assertThat(written(ask(list, Hall.PASSPHRASE))).contains("\r\n5,");
    isCut.await();
    stuck.join();
    assertThat(written(ask(list, Hall.PASSPHRASE))).contains("\r\n5,");
  }

  @Test
  void whoseConnectionWasGoneBeforehandKeepsNobodyOut() throws Exception {
    var list = hall.upload(draw, Hall.entries(5));
    handout = new CodesHandout(uploads(), audit, -1);
    var neverWritten =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ask(list, Hall.PASSPHRASE);
              } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
              }
            });
    neverWritten.join();
    assertThat(written(ask(list, Hall.PASSPHRASE))).contains("\r\n5,");
  }

  private Uploads uploads() {
    return hall.proceedings().uploads();
  }

  private Reply.Written ask(ListUpload list, String passphrase) throws IOException {
    var typed = new CodesHandout.Passphrase(passphrase);
    return (Reply.Written) handout.of(CALL, draw, list.id(), typed);
  }

  private static String written(Reply.Written reply) throws IOException {
    var out = new ByteArrayOutputStream();
    reply.writer().write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String audited() throws IOException {
    return Files.readString(folder.resolve("audit").resolve("audit.log"));
  }

  /** A client that is gone. */
  private static final class Broken extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("connection reset");
    }
  }

  /** A client that takes nothing, until the connection is cut. */
  private static final class Stuck extends OutputStream {
    private final CountDownLatch isWriting;

    Stuck(CountDownLatch isWriting) {
      this.isWriting = isWriting;
    }

    @Override
    public void write(int b) throws IOException {
      isWriting.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException cut) {
        throw new IOException(cut);
      }
    }
  }
}
