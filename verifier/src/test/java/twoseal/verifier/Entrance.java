package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Leads a case's inputs into the verifier; all of what comes out is one text. */
final class Entrance {
  /** The verifier's entrances. */
  enum Way {
    /** A bundle, a policy's text, which may be empty, and signatures from outside. */
    BUNDLE,
    /** A policy's text. */
    POLICY,
    /** A public list and a bundle. */
    LIST,
    /** A list proof and a list root. */
    PROOF,
    /** A list proof and a bundle. */
    PROOF_OF_BUNDLE,
    /** A shake's proof and a root X. */
    SHAKE,
    /** A shake's proof and a bundle. */
    SHAKE_OF_BUNDLE
  }

  private Entrance() {}

  static String run(String way, byte[][] inputs) {
    try {
      return switch (Way.valueOf(way)) {
        case BUNDLE -> report(List.of(inputs)).text(Locale.ENGLISH);
        case SHAKE ->
            ShakeCheck.check(new String(inputs[0], UTF_8), new String(inputs[1], UTF_8)).toString();
        case SHAKE_OF_BUNDLE ->
            ShakeCheck.check(new String(inputs[0], UTF_8), inputs[1], Optional.empty(), "test")
                .toString();
        case POLICY -> Policy.parse(new String(inputs[0], UTF_8)).digest();
        case LIST ->
            PublicListCheck.check(
                    new ByteArrayInputStream(inputs[0]),
                    report(List.of(inputs[1], new byte[0])).facts().orElseThrow().list())
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

  /** The report on a bundle, with a policy and signatures as for {@link Way#BUNDLE}. */
  static Report report(List<byte[]> inputs) throws NotABundleException {
    var policy = new String(inputs.get(1), UTF_8);
    return new Verifier("test")
        .verify(
            inputs.getFirst(),
            policy.isEmpty() ? Optional.empty() : Optional.of(Policy.parse(policy)),
            inputs.subList(2, inputs.size()));
  }
}
