package twoseal.cli.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twoseal.cli.console.Console;
import twoseal.cli.console.OptionValue;
import twoseal.cli.console.Task;
import twoseal.cli.note.Signatures;
import twoseal.core.Digest;
import twoseal.registry.RegistryCommand;

/** {@code ledger remark}: puts a sentence, and perhaps a file's digest, on record. */
@Command(name = "remark")
public final class LedgerRemark extends Task {
  @Option(names = "--text", required = true, paramLabel = "TEXT")
  private String text;

  @Option(names = "--draw", paramLabel = "CASE")
  private Optional<String> draw;

  @Option(names = "--file", paramLabel = "FILE")
  private Optional<Path> file;

  @Mixin private Signatures signatures;

  public LedgerRemark(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    var said = OptionValue.text("--text", text);
    draw.ifPresent(number -> OptionValue.text("--draw", number));
    var keys = signatures.keys(console());
    var digest = file.isPresent() ? Optional.of(sha256(file.get())) : Optional.<Digest>empty();
    return signatures.complete(
        console(), keys, header -> new RegistryCommand.Remark(draw, digest, said).text(header));
  }

  private static Digest sha256(Path file) throws IOException {
    var hash = newHash();
    try (var in = new DigestInputStream(Files.newInputStream(file), hash)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.of(hash.digest());
  }

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
