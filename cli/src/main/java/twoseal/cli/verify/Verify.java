package twoseal.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twoseal.cli.console.Console;
import twoseal.cli.console.Json;
import twoseal.cli.console.Task;
import twoseal.core.Digest;
import twoseal.core.MalformedException;
import twoseal.desk.Complaint;
import twoseal.desk.Exit;
import twoseal.verifier.EntrantCheck;
import twoseal.verifier.Malformed;
import twoseal.verifier.NotABundleException;
import twoseal.verifier.Policy;
import twoseal.verifier.PublicListCheck;
import twoseal.verifier.Report;
import twoseal.verifier.ShakeCheck;
import twoseal.verifier.Verdict;
import twoseal.verifier.Verifier;

/**
 * {@code verify}: recomputes a draw from its bundle, or checks an entrant's or a shake's own proof.
 * No option switches a check off ([VER-2]).
 */
@Command(name = "verify")
public final class Verify extends Task {
  /** A bundle has no ZIP64, so it is below 4 GiB; it is read whole, so below 2. */
  private static final long BUNDLE_BYTES_MAX = Integer.MAX_VALUE - 8L;

  private static final int PROOF_BYTES_MAX = 1 << 20;
  private static final int POLICY_BYTES_MAX = 1 << 20;

  @Parameters(paramLabel = "BUNDLE", arity = "0..1")
  private Optional<Path> bundle;

  @Option(names = "--policy", paramLabel = "FILE")
  private Optional<Path> policyFile;

  @Option(names = "--require", paramLabel = "recomputed|proved", defaultValue = "recomputed")
  private Required required;

  @Option(names = "--list", paramLabel = "FILE")
  private Optional<Path> publicList;

  @Option(names = "--entrant", paramLabel = "FILE")
  private Optional<Path> proofFile;

  @Option(names = "--list-root", paramLabel = "HEX")
  private Optional<String> listRoot;

  @Option(names = "--beacon", paramLabel = "HEX")
  private List<String> signatures = new ArrayList<>();

  @Option(names = "--shake", paramLabel = "FILE")
  private Optional<Path> shakeFile;

  @Mixin private Json json;

  /** The class that is asked for. */
  enum Required {
    RECOMPUTED(Verdict.RECOMPUTED),
    PROVED(Verdict.PROVED);

    private final Verdict verdict;

    Required(Verdict verdict) {
      this.verdict = verdict;
    }
  }

  public Verify(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws IOException {
    try {
      if (proofFile.isPresent()) {
        return entrant(proofFile.get());
      }
      if (shakeFile.isPresent()) {
        return shake(shakeFile.get());
      }
      return bundle(bundle.orElseThrow(() -> Complaint.usage("complaint.no-bundle")));
    } catch (NotABundleException other) {
      throw Complaint.usage("complaint.not-a-bundle", bundle.orElseThrow()).because(other);
    }
  }

  private int bundle(Path file) throws IOException, NotABundleException {
    var report = new Verifier(build()).verify(bytes(file, BUNDLE_BYTES_MAX), policy(), numbers());
    var list = publicList(report);
    var isEnough = report.verdict().compareTo(required.verdict) >= 0;
    var holds = isEnough && list.stream().allMatch(check -> check.state() == Report.State.PASSED);
    if (json.asked()) {
      console()
          .json(out -> {
            out.flag("holds", holds)
                .text("verdict", report.verdict().word().en())
                .text("required", required.verdict.word().en())
                .raw("report", report.json());
            list.ifPresentOrElse(
                check -> out.object("publicList", fields -> EntrantText.check(fields, check)),
                () -> out.none("publicList"));
          });
    } else {
      console().out().print(report.text(locale()));
      list.ifPresent(check -> new EntrantText(console(), locale()).show(check));
      console().line("");
      console().line(verdict(report, isEnough, holds));
    }
    return holds ? Exit.OK : Exit.REFUSED;
  }

  private Optional<Report.Check> publicList(Report report) throws IOException {
    if (publicList.isEmpty() || report.facts().isEmpty()) {
      return Optional.empty();
    }
    try (var csv = Files.newInputStream(publicList.get())) {
      return Optional.of(PublicListCheck.check(csv, report.facts().get().list()));
    }
  }

  private String verdict(Report report, boolean isEnough, boolean holds) {
    var word = report.verdict().word().in(locale());
    var needed = required.verdict.word().in(locale());
    if (holds) {
      return console().good(console().text("say.verify.holds", word, needed));
    }
    return console()
        .bad(
            isEnough
                ? console().text("say.verify.list-differs", word, needed)
                : console().text("say.verify.not-enough", word, needed));
  }

  /** The signatures that were given, as people copy them: spaces and capitals do not matter. */
  private List<byte[]> numbers() {
    try {
      return signatures.stream()
          .map(text -> HexFormat.of().parseHex(text.replaceAll("\\s", "")))
          .toList();
    } catch (IllegalArgumentException notHex) {
      throw Complaint.usage("complaint.not-hex", "--beacon").because(notHex);
    }
  }

  private int shake(Path file) throws IOException, NotABundleException {
    var against = bundle.orElseThrow(() -> Complaint.usage("complaint.no-bundle"));
    try {
      var answer =
          ShakeCheck.check(text(file), bytes(against, BUNDLE_BYTES_MAX), policy(), build());
      new EntrantText(console(), locale()).print(answer, json.asked());
      return answer.holds() ? Exit.OK : Exit.REFUSED;
    } catch (Malformed malformed) {
      throw Complaint.refused("complaint.entrant", malformed.sentence().in(locale()))
          .because(malformed);
    }
  }

  private int entrant(Path file) throws IOException, NotABundleException {
    var proof = new String(bytes(file, PROOF_BYTES_MAX), StandardCharsets.UTF_8);
    var bytes =
        bundle.isPresent()
            ? Optional.of(bytes(bundle.get(), BUNDLE_BYTES_MAX))
            : Optional.<byte[]>empty();
    try {
      var answer = answer(proof, bytes);
      new EntrantText(console(), locale())
          .print(answer, OpenedRecord.of(proof, bytes), json.asked());
      return answer.holds() ? Exit.OK : Exit.REFUSED;
    } catch (Malformed malformed) {
      throw Complaint.refused("complaint.entrant", malformed.sentence().in(locale()))
          .because(malformed);
    }
  }

  private EntrantCheck.Answer answer(String proof, Optional<byte[]> bytes)
      throws IOException, NotABundleException {
    if (bytes.isPresent()) {
      return EntrantCheck.check(proof, bytes.get(), policy(), build());
    }
    var root = listRoot.orElseThrow(() -> Complaint.usage("complaint.entrant-against"));
    return EntrantCheck.check(proof, root(root));
  }

  private static String root(String typed) {
    try {
      return Digest.ofHex(typed.strip().toLowerCase(Locale.ROOT)).hex();
    } catch (MalformedException malformed) {
      throw Complaint.usage("complaint.list-root", typed).because(malformed);
    }
  }

  private Optional<Policy> policy() throws IOException {
    if (policyFile.isEmpty()) {
      return Optional.empty();
    }
    var text = new String(bytes(policyFile.get(), POLICY_BYTES_MAX), StandardCharsets.UTF_8);
    try {
      return Optional.of(Policy.parse(text));
    } catch (Malformed malformed) {
      throw Complaint.input("complaint.policy", policyFile.get(), malformed.sentence().in(locale()))
          .because(malformed);
    }
  }

  /** A proof's text. */
  private static String text(Path file) throws IOException {
    return new String(bytes(file, PROOF_BYTES_MAX), java.nio.charset.StandardCharsets.UTF_8);
  }

  private Locale locale() {
    return console().language().locale();
  }

  private static byte[] bytes(Path file, long bytesMax) throws IOException {
    if (Files.isDirectory(file)) {
      throw Complaint.input("complaint.is-a-folder", file);
    }
    if (Files.size(file) > bytesMax) {
      throw Complaint.input("complaint.file-large", file, bytesMax);
    }
    return Files.readAllBytes(file);
  }

  /** The build that reports name ([VER-1]). */
  public static String build() {
    var version = Verify.class.getPackage().getImplementationVersion();
    return "twoseal " + (version == null ? "(not packaged)" : version);
  }
}
