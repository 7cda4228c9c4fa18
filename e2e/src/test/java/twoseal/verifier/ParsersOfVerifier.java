package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import twoseal.fuzz.Parser;

/** The verifier's entrances, which answer, but for what is no bundle, policy or proof at all. */
public final class ParsersOfVerifier {
  private ParsersOfVerifier() {}

  /** All of them. */
  public static List<Parser> all() {
    var samples = Samples.made();
    var sealed = Samples.sealed();
    var list = facts(samples.bundle());
    var parsers = new ArrayList<Parser>();
    parsers.add(
        Parser.of("bundle", NotABundleException.class, List.of(sealed), ParsersOfVerifier::bundle));
    parsers.add(
        Parser.of(
            "bundle of a draw",
            NotABundleException.class,
            List.of(samples.bundle()),
            ParsersOfVerifier::bundle));
    for (var name :
        List.of(
            "draw",
            "checkpoint",
            "entries/000000000000.entry",
            "list/proofs",
            "list/lines.csv",
            "list/names.csv",
            "list/weights")) {
      var bundle = name.startsWith("list/") ? samples.bundle() : sealed;
      var content = java.util.Objects.requireNonNull(Zip.members(bundle).get(name));
      parsers.add(
          Parser.of(
              "member " + name.replaceAll("[^a-z]+", " ").strip(),
              NotABundleException.class,
              List.of(content),
              in -> bundle(Samples.repacked(bundle, name, in))));
    }
    parsers.add(
        Parser.of(
            "policy",
            Malformed.class,
            List.of(samples.policy()),
            in -> Policy.parse(new String(in, UTF_8))));
    parsers.add(
        Parser.of(
            "list proof for the verifier",
            Malformed.class,
            List.of(samples.listProof()),
            in -> EntrantCheck.check(new String(in, UTF_8), samples.listRoot())));
    parsers.add(
        Parser.of(
            "public list for the verifier",
            Set.of(),
            List.of(samples.publicList()),
            in -> PublicListCheck.check(new ByteArrayInputStream(in), list)));
    return parsers;
  }

  private static void bundle(byte[] in) throws NotABundleException {
    var report = new Verifier("fuzz").verify(in, Optional.empty());
    if (!report.text(Locale.ENGLISH).contains("verdict: ") || !report.json().endsWith("}")) {
      throw new IllegalStateException("a report without a verdict");
    }
  }

  private static Report.SealedList facts(byte[] bundle) {
    try {
      return new Verifier("fuzz").verify(bundle, Optional.empty()).facts().orElseThrow().list();
    } catch (NotABundleException e) {
      throw new IllegalStateException(e);
    }
  }
}
