package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Locale;
import java.util.Optional;

/** Leads a case's inputs into the verifier; all of what comes out is one text. */
final class Entrance {
  /** The verifier's entrances. */
  enum Way {
    /** A bundle and a policy's text, which may be empty. */
    BUNDLE,
    /** A policy's text. */
    POLICY,
    /** A public list and a bundle. */
    LIST,
    /** A list proof and a list root. */
    PROOF,
    /** A list proof and a bundle. */
    PROOF_OF_BUNDLE
  }

  private Entrance() {}

  static String run(String way, byte[][] inputs) {
    try {
      return switch (Way.valueOf(way)) {
        case BUNDLE -> report(inputs[0], new String(inputs[1], UTF_8)).text(Locale.ENGLISH);
        case POLICY -> Policy.parse(new String(inputs[0], UTF_8)).digest();
        case LIST ->
            PublicListCheck.check(
                    new ByteArrayInputStream(inputs[0]),
                    report(inputs[1], "").facts().orElseThrow().list())
                .toString();
        case PROOF ->
            EntrantCheck.check(new String(inputs[0], UTF_8), new String(inputs[1], UTF_8))
                .toString();
        case PROOF_OF_BUNDLE ->
            EntrantCheck.check(new String(inputs[0], UTF_8), inputs[1], Optional.empty(), "test")
                .toString();
      };
    } catch (Malformed unreadable) {
      return "malformed: " + unreadable.sentence().en();
    } catch (NotABundleException e) {
      return "not a bundle";
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Report report(byte[] bundle, String policy) throws NotABundleException {
    return new Verifier("test")
        .verify(bundle, policy.isEmpty() ? Optional.empty() : Optional.of(Policy.parse(policy)));
  }
}
