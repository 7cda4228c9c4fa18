package twoseal.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twoseal.core.Blobs;
import twoseal.core.Bytes;
import twoseal.core.Checkpoint;
import twoseal.core.Cosignature;
import twoseal.core.Digest;
import twoseal.core.Ed25519;
import twoseal.core.EntryBundle;
import twoseal.core.Fields;
import twoseal.core.HashTile;
import twoseal.core.MalformedException;
import twoseal.core.NoteKey;
import twoseal.core.SignedNote;
import twoseal.core.Signer;
import twoseal.core.TilePath;
import twoseal.core.TlogProof;
import twoseal.ledger.LedgerEntry;
import twoseal.list.EntryCode;
import twoseal.list.ListProofText;
import twoseal.list.PrivateRecord;
import twoseal.list.PublicLine;
import twoseal.list.SharedProof;
import twoseal.list.WeightsFile;
import twoseal.machine.Machine;
import twoseal.verifier.Samples;

/** The parsers of core and of the ledger's entries: all of them refuse alike. */
final class ParsersOfCore {
  private static final Signer LOG = Signer.of("fuzz.example/log", new byte[32]);
  private static final Signer WITNESS =
      Signer.cosigner("court/witness", Bytes.parseHex("11".repeat(32), 32));
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("fuzz.example/log", 20_852_163, Digest.ZERO);

  private ParsersOfCore() {}

  static List<Parser> all() throws IOException {
    var samples = Samples.made();
    var note =
        SignedNote.sign(CHECKPOINT.text(), LOG).with(WITNESS.cosign(CHECKPOINT, 1_700_000_000));
    var proof = TlogProof.of(7, List.of(Digest.ZERO, Digest.sha256(new byte[1])), note);
    var machine = new Machine(Ed25519.STRICT, Blobs.NONE);
    var commands = samples.commands();
    return List.of(
        of("note", plus(commands, note.bytes()), SignedNote::parse),
        of("command", commands, machine::read),
        of("command text", texts(commands), in -> new Fields.Reader(Bytes.parseUtf8(in))),
        of("entry", samples.entries(), LedgerEntry::decode),
        of(
            "outcome text",
            of("twoseal/accepted/1\nregistry: 3\ndraw: D-1\nstep: 9\n"),
            ParsersOfCore::outcome),
        of("checkpoint", of(CHECKPOINT.text()), in -> Checkpoint.parse(Bytes.parseUtf8(in))),
        of("cosignature", List.of(note.bytes()), ParsersOfCore::cosignature),
        of("tlog-proof", List.of(proof.bytes()), in -> TlogProof.parse(in).note()),
        of(
            "tile path",
            of("tile/0/x001/x234/067.p/8", "tile/entries/000"),
            in -> TilePath.parse(Bytes.parseUtf8(in))),
        of("hash tile", List.of(new byte[96]), in -> HashTile.parse(in, 3)),
        of(
            "entry bundle",
            List.of(EntryBundle.format(List.of(new byte[3], new byte[300]))),
            in -> EntryBundle.parse(in, 2)),
        of(
            "vkey",
            of(LOG.key().format(), WITNESS.key().format()),
            in -> NoteKey.parse(Bytes.parseUtf8(in))),
        of(
            "private key text",
            of("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"),
            in -> Signer.parse(Bytes.parseUtf8(in))),
        of("list proof", List.of(samples.listProof()), ParsersOfCore::listProof),
        of("shared proof", List.of(samples.sharedProof()), SharedProof::read),
        of(
            "weights file",
            List.of(samples.weights()),
            in -> WeightsFile.read(in, samples.entriesOfList())),
        of(
            "public line",
            of("1,甲,2,1," + "0".repeat(64)),
            in -> PublicLine.parse(Bytes.parseUtf8(in))),
        of(
            "private record",
            List.of(new PrivateRecord(List.of("a", "", "甲")).bytes()),
            PrivateRecord::read),
        of(
            "entry code",
            of(new EntryCode(1, -1).text()),
            in -> EntryCode.parse(Bytes.parseUtf8(in))),
        of("vector files", vectors(), ParsersOfCore::everything));
  }

  private static void outcome(byte[] in) {
    var reader = new Fields.Reader(Bytes.parseUtf8(in), "accepted", 1);
    reader.number("registry", 0, Long.MAX_VALUE);
    reader.optional("draw", reader::text);
    reader.optional("step", n -> reader.number(n, 1, Long.MAX_VALUE));
    reader.end();
  }

  private static void cosignature(byte[] in) {
    var note = SignedNote.parse(in);
    for (var line : note.signatures()) {
      WITNESS.key().holds(note.text(), line, Ed25519.STRICT);
      Cosignature.timeS(line);
    }
  }

  private static void listProof(byte[] in) {
    var proof = ListProofText.parse(Bytes.parseUtf8(in));
    if (proof.refusal().isPresent() || !proof.commitmentOpened().orElse(true)) {
      throw new MalformedException("a proof that holds");
    }
  }

  /** Files of other kinds than the parser expects. */
  private static void everything(byte[] in) {
    for (var take :
        List.<Parser.Take>of(
            SignedNote::parse,
            LedgerEntry::decode,
            SharedProof::read,
            TlogProof::parse,
            PrivateRecord::read)) {
      try {
        take.accept(in);
      } catch (MalformedException refused) {
        // The next one.
      } catch (Exception other) {
        throw new IllegalStateException(other);
      }
    }
  }

  private static List<byte[]> vectors() throws IOException {
    try (var files = Files.walk(Path.of("..", "spec", "vectors"))) {
      var all = new ArrayList<byte[]>();
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) < 10_000) {
          all.add(Files.readAllBytes(file));
        }
      }
      return all;
    }
  }

  private static Parser of(String name, List<byte[]> seeds, Parser.Take take) {
    return Parser.of(name, MalformedException.class, seeds, take);
  }

  private static List<byte[]> of(String... texts) {
    return java.util.Arrays.stream(texts).map(t -> t.getBytes(UTF_8)).toList();
  }

  private static List<byte[]> plus(List<byte[]> some, byte[] one) {
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  private static List<byte[]> texts(List<byte[]> notes) {
    return notes.stream().map(n -> Bytes.utf8(SignedNote.parse(n).text())).toList();
  }
}
