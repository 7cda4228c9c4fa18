package twoseal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twoseal.core.SignedNote.Finding;

/** C2SP signed-note: notes and keys of others, and every way in which one is not a note. */
// Cites: NOTE-1, NOTE-2.
class SignedNoteTest {
  private static final String TEXT = "a\n\nb\n";
  private static final String LINE = "\u2014 n AAAAAAE=";

  @Test
  void notesOfOthersHold() {
    for (var vector : Vectors.json("note/signed-notes.json").get("valid")) {
      var note = SignedNote.parse(vector.get("note").asString());
      var key = NoteKey.parse(vector.get("vkey").asString());
      assertThat(key.format()).isEqualTo(vector.get("vkey").asString()).isEqualTo(key.toString());
      assertThat(note.format()).isEqualTo(vector.get("note").asString());
      assertThat(SignedNote.parse(note.bytes())).isEqualTo(note);
      assertThat(note.isSignedBy(key, Ed25519.STRICT)).isTrue();
      assertThat(note.check(List.of(key), Ed25519.STRICT).getFirst())
          .isEqualTo(new Finding.Holds(note.signatures().getFirst(), key));
      var skey = vector.get("skey");
      if (skey != null) {
        assertThat(SignedNote.sign(note.text(), Signer.parse(skey.asString()))).isEqualTo(note);
      }
    }
  }

  @Test
  void keysThatAreNotAreRefused() {
    for (var vkey :
        Vectors.strings(Vectors.json("note/signed-notes.json").get("invalid_vkeys").get("keys"))) {
      assertThatThrownBy(() -> NoteKey.parse(vkey)).as(vkey).isInstanceOf(MalformedException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n+530d903a",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+",
        "exa mple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
      })
  void vkeysHaveOneForm(String vkey) {
    assertThatThrownBy(() -> NoteKey.parse(vkey)).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PRIVATE+KEY+n",
        "PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
        "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+BIEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKD==",
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK"
      })
  void skeysHaveOneForm(String skey) {
    assertThatThrownBy(() -> Signer.parse(skey)).isInstanceOf(MalformedException.class);
  }

  @Test
  void keyNamesHaveNoSpacesPlusSignsOrControls() {
    var publicKey = Ed25519.publicKey(new byte[32]);
    for (var name :
        List.of(
            "",
            "a b",
            "a+b",
            "a\u00a0",
            "\u3000",
            "a\u2028b",
            "a\u2003b",
            "a\u0085",
            "a\tb",
            "a\nb",
            "a\u0000",
            "\ud800")) {
      assertThatThrownBy(() -> new NoteKey(name, NoteKey.Type.ED25519, publicKey))
          .as(name)
          .isInstanceOf(MalformedException.class);
    }
    assertThat(new NoteKey("公证处/一", NoteKey.Type.ED25519, publicKey).name()).isEqualTo("公证处/一");
    assertThatThrownBy(() -> new NoteKey("n", NoteKey.Type.ED25519, new byte[32]))
        .as("a point of order four")
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new NoteKey("n", NoteKey.Type.ED25519, new byte[31]))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void oneKeyHasAnIdPerTypeAndCannotBeChanged() {
    var publicKey = Ed25519.publicKey(new byte[32]);
    var key = new NoteKey("n", NoteKey.Type.ED25519, publicKey);
    var cosigner = new NoteKey("n", NoteKey.Type.COSIGNATURE, publicKey);
    assertThat(key)
        .isNotEqualTo(cosigner)
        .isNotEqualTo(new NoteKey("m", NoteKey.Type.ED25519, publicKey));
    assertThat(key.idHex()).isNotEqualTo(cosigner.idHex());
    assertThat(NoteKey.parse(cosigner.format())).isEqualTo(cosigner).hasSameHashCodeAs(cosigner);
    key.publicKey()[0]++;
    publicKey[0]++;
    assertThat(key.publicKey()).isEqualTo(Ed25519.publicKey(new byte[32]));
  }

  @Test
  void everyLineIsFoundToHoldToFailOrToBeUnknown() {
    var alice = signer("alice", 1);
    var bob = signer("bob", 2);
    var forged = new SignatureLine("bob", bob.sign("other\n").base64());
    var note =
        SignedNote.sign(TEXT, alice)
            .with(forged)
            .with(signer("carol", 3).sign(TEXT))
            .with(bob.sign(TEXT));
    var findings = note.check(List.of(alice.key(), bob.key()), Ed25519.STRICT);
    assertThat(findings)
        .map(f -> f.getClass().getSimpleName())
        .containsExactly("Holds", "Fails", "Unknown", "Holds");
    assertThat(findings).map(Finding::line).isEqualTo(note.signatures());
    assertThat(note.isSignedBy(alice.key(), Ed25519.STRICT)).isTrue();
    assertThat(note.isSignedBy(bob.key(), Ed25519.STRICT))
        .as("one of its two lines is forged")
        .isFalse();
    assertThat(note.isSignedBy(signer("dave", 4).key(), Ed25519.STRICT)).isFalse();
    // Only the name, or only the id, is another key: ignored, not failed.
    assertThat(note.check(List.of(signer("alice", 9).key()), Ed25519.STRICT).getFirst())
        .isInstanceOf(Finding.Unknown.class);
    assertThat(alice.key().holds(TEXT, bob.sign(TEXT), Ed25519.STRICT)).isFalse();
    assertThat(alice.key().holds("a\n", alice.sign(TEXT), Ed25519.STRICT)).isFalse();
  }

  @Test
  void theLastBlankLineSeparates() {
    for (var text :
        List.of(
            "\n", "\n\n", "a\n", "a\n\n", "\n\na\n\nb\n\n", LINE + "\n", "a\n\n" + LINE + "\n")) {
      var note = SignedNote.parse(text + "\n" + LINE + "\n");
      assertThat(note.text()).isEqualTo(text);
      assertThat(note.format()).isEqualTo(text + "\n" + LINE + "\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "a\n",
        "a\n\n",
        "a\n" + LINE + "\n",
        "a\n\n" + LINE,
        "a\n\n" + LINE + "\n\n",
        "a\n\n\n",
        "a\n\nb\n",
        "a\r\n\n" + LINE + "\n",
        "a\tb\n\n" + LINE + "\n",
        "a\u0000\n\n" + LINE + "\n",
        "\ud800\n\n" + LINE + "\n",
        "a\n\n\u2014 n\n",
        "a\n\n\u2014 n \n",
        "a\n\n\u2014  AAAAAAE=\n",
        "a\n\n\u2014 n AAAAAAE= \n",
        "a\n\n\u2014 n AAAAAAE\n",
        "a\n\n\u2014 n AAAAAA==\n",
        "a\n\n\u2014 n\u00a0m AAAAAAE=\n",
        "a\n\n\u2014 n+m AAAAAAE=\n",
        "a\n\n\u2013 n AAAAAAE=\n",
        "a\n\n- n AAAAAAE=\n",
        "a\n\n" + LINE + "\r\n",
        "a\n\n" + LINE + "\nx\n",
        "a\n\n\u2014 n AAA AAE=\n"
      })
  void whatIsNotANoteIsRefused(String note) {
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(MalformedException.class);
  }

  @Test
  void refusalsNameTheSignatureLine() {
    assertThatThrownBy(() -> SignedNote.parse("a\nb\n\n" + LINE + "\n\u2014 m\n"))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("line 5: ");
  }

  @Test
  void notesHaveLimits() {
    var line = SignatureLine.parse(LINE);
    var hundred = Collections.nCopies(SignedNote.SIGNATURES_MAX, line);
    assertThat(SignedNote.parse(new SignedNote("a\n", hundred).format()).signatures()).hasSize(100);
    var more = new ArrayList<>(hundred);
    more.add(line);
    assertThatThrownBy(() -> new SignedNote("a\n", more)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedNote.parse("a\n\n" + (LINE + "\n").repeat(101)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedNote.parse("a\n\n" + (LINE + "\n").repeat(10_000)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new SignedNote("a\n", List.of()))
        .isInstanceOf(MalformedException.class);
    var around = Bytes.utf8("\n\n" + LINE + "\n").length;
    var largest = new SignedNote("x".repeat(SignedNote.BYTES_MAX - around) + "\n", List.of(line));
    assertThat(SignedNote.parse(largest.bytes())).isEqualTo(largest);
    assertThatThrownBy(() -> new SignedNote("x" + largest.text(), List.of(line)))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.BYTES_MAX + 1]))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void signersSignOnlyNoteTextsAndOnlyTheirType() {
    var signer = signer("n", 1);
    assertThatThrownBy(() -> signer.sign("a")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> signer.sign("")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> signer.sign("\u0007\n")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedNote.sign("a", signer)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> SignedNote.sign("a\n")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> Signer.cosigner("n", new byte[32]).sign("a\n"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> signer.cosign(new Checkpoint("o", 0, MerkleTree.EMPTY_ROOT), 1))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Signer.of("n", new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damagedNotesAndKeysAreRefusedOrRoundTrip() {
    var vectors = Vectors.json("note/signed-notes.json").get("valid");
    var notes = new ArrayList<byte[]>();
    var keys = new ArrayList<byte[]>();
    for (var vector : vectors) {
      notes.add(Bytes.utf8(vector.get("note").asString()));
      keys.add(Bytes.utf8(vector.get("vkey").asString()));
    }
    Mutations.areRefusedOrRoundTrip(notes, note -> SignedNote.parse(note).bytes());
    Mutations.areRefusedOrRoundTrip(
        keys, key -> Bytes.utf8(NoteKey.parse(Bytes.parseUtf8(key)).format()));
  }

  private static Signer signer(String name, int number) {
    return Signer.of(name, Digest.sha256(Bytes.be32(number)).bytes());
  }
}
