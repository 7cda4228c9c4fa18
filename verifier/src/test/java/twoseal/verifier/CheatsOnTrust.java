package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Cheats.replacing;
import static twoseal.verifier.VerId.LIST_PROOF;
import static twoseal.verifier.VerId.OPENING;
import static twoseal.verifier.VerId.POLICY;
import static twoseal.verifier.VerId.PUBLIC_LIST;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a policy refuses or finds too little, and cheats on public lists and entrants' proofs. */
final class CheatsOnTrust {
  private final List<Case> cases = new ArrayList<>();

  private CheatsOnTrust() {}

  static List<Case> all() {
    var on = new CheatsOnTrust();
    on.policies();
    on.lesser();
    on.forms();
    on.publicLists();
    on.proofs();
    on.proofsOfBundles();
    return on.cases;
  }

  /** [VER-24] */
  private void policies() {
    refused("another log", replacing("log: .*", "log: " + Signing.key("other/log").vkey()));
    refused("another chain", replacing("quicknet", "test " + Story.TEST_KEY + " 0 3"));
    refused("another notary", replacing("notary: .*", "notary: " + Signing.key("office/n").vkey()));
    refused(
        "another organiser", replacing("organiser: .*", "organiser: " + Signing.key("a/b").vkey()));
  }

  private void refused(String what, UnaryOperator<String> change) {
    var policy = change.apply(Bundle.policy());
    cases.add(Case.under(policy, POLICY, what, s -> s.until = Optional.of("press")));
  }

  /** [VER-25], [VER-26] */
  private void lesser() {
    lesser("", "no policy", s -> s.until = Optional.of("seal"));
    lesser(Bundle.policy(), "not complete", s -> s.until = Optional.of("seal"));
    lesser(Bundle.policy(), "a rehearsal", s -> s.draw = "R-1");
    lesser(Bundle.policy(), "decided by default", s -> s.without.add("press"));
    lesser(
        Bundle.policy().replace("quorum: 2", "quorum: 3"),
        "fewer witnesses than wanted",
        s -> s.until = Optional.of("press"));
    lesser(
        Bundle.policy().replace("quorum: 2", "quorum: 0"),
        "no witnesses wanted",
        s -> s.until = Optional.of("press"));
    lesser(
        Bundle.policy(),
        "witnesses too late",
        s -> {
          s.until = Optional.of("press");
          s.inTime =
              List.of(
                  Bundle.witness(Story.WITNESS, Story.DUE_S - 60),
                  Bundle.witness("court/witness-2", Story.DUE_S - 29));
        });
    lesser(
        Bundle.policy().replace("quorum: 2", "quorum: 1"),
        "the witness that replays too late",
        s -> {
          s.until = Optional.of("press");
          s.inTime =
              List.of(
                  Bundle.witness(Story.WITNESS, Story.DUE_S - 29),
                  Bundle.witness("court/witness-2", Story.DUE_S - 40));
        });
    lesser(
        Bundle.policy().replace("replays", "follows"),
        "no witness that replays",
        s -> s.until = Optional.of("press"));
  }

  private void lesser(String policy, String what, Consumer<Story> change) {
    cases.add(Case.lesser(policy, what, change));
  }

  /** [VER-23] */
  private void forms() {
    policy("another version", replacing("policy/1", "policy/3"));
    policy("version 2 that does not name a succession", replacing("policy/1", "policy/2"));
    policy("a succession that is none", t -> CheatsOnSuccession.policy("24 47"));
    policy("a succession of no log", t -> CheatsOnSuccession.policy("24 47 nobody"));
    policy(
        "a succession of nothing kept",
        t -> CheatsOnSuccession.policy("0 47 " + Signing.key("old/log").vkey()));
    policy("a witness of no kind", replacing("follows", "sleeps"));
    policy("a witness without key", replacing("follows .*", "follows"));
    policy("a quorum that is none", replacing("quorum: 2", "quorum: two"));
    policy("no last line feed", replacing("quorum: 2\n", "quorum: 2"));
  }

  private void policy(String what, UnaryOperator<String> change) {
    var text = change.apply(Bundle.policy());
    cases.add(
        new Case(
            "policy: " + what,
            Optional.of(POLICY),
            Entrance.Way.POLICY,
            List.of(text.getBytes(UTF_8))));
  }

  /** [VER-29], [LIST-3], [LIST-6] */
  private void publicLists() {
    var story = new Story();
    story.until = Optional.of("seal");
    var bundle = story.bundle();
    var csv = csv(story.list);
    list("another head", bundle, csv.replace("number,", "nr,"));
    list("no entries", bundle, csv.substring(0, csv.indexOf('\n') + 1));
    list("no last line feed", bundle, csv.substring(0, csv.length() - 1));
    list("a line that is none", bundle, csv.replaceFirst("\n1,", "\n1;"));
    list("a number left out", bundle, csv.replaceFirst("\n2,.*", ""));
    list(
        "groups out of order",
        bundle,
        csv(new TestList(List.of("乙", "丙"), new int[] {6, 13}, false)));
    list("another commitment", bundle, csv.substring(0, csv.length() - 5) + "0000\n");
    list("an entry more", bundle, csv(new TestList(List.of("丙", "乙"), new int[] {13, 7}, false)));
    list("other weights", bundle, csv(new TestList(List.of("丙", "乙"), new int[] {13, 6}, true)));
  }

  static String csv(TestList list) {
    return "number,group,weight,seats,commitment\n" + list.lines(java.util.Set.of(), true);
  }

  private void list(String what, byte[] bundle, String csv) {
    cases.add(
        new Case(
            "public list: " + what,
            Optional.of(PUBLIC_LIST),
            Entrance.Way.LIST,
            List.of(csv.getBytes(UTF_8), bundle)));
  }

  /** [LIST-9], [LIST-13] */
  private void proofs() {
    var list = new Story().list;
    var proof = list.listProof("D-1", 4);
    proof(LIST_PROOF, "another version", list, proof.replace("proof/1", "proof/2"));
    proof(
        LIST_PROOF, "another root", list, proof.replaceFirst("list-root: ....", "list-root: 0000"));
    proof(LIST_PROOF, "another group", list, proof.replaceFirst("group: 13 [0-9]*", "group: 13 1"));
    proof(LIST_PROOF, "a line that is none", list, proof.replaceFirst("line: 5", "line: 0"));
    proof(LIST_PROOF, "a number beyond the group", list, proof.replaceFirst("line: 5", "line: 14"));
    proof(LIST_PROOF, "a group that is none", list, proof.replaceFirst("line: 5,丙", "line: 5,丁"));
    proof(LIST_PROOF, "another number", list, proof.replaceFirst("line: 5", "line: 6"));
    proof(LIST_PROOF, "a node missing", list, proof.replaceFirst("path: 4\nnode: .*", "path: 3"));
    proof(LIST_PROOF, "a node that is none", list, proof.replaceFirst("node: ", "node: 0"));
    proof(LIST_PROOF, "another start", list, proof.replaceFirst("start: ", "start: 1"));
    proof(
        LIST_PROOF,
        "a name without salt",
        list,
        proof.replaceFirst("name-salt: .*", "name-salt: -"));
    proof(OPENING, "another name", list, proof.replaceFirst("name: 王", "name: 李"));
    proof(OPENING, "another record", list, proof.replaceFirst("value: id", "value: ID"));
  }

  private void proof(VerId expected, String what, TestList list, String proof) {
    var root = TestList.listRoot(list.groupValues());
    cases.add(
        new Case(
            "list proof: " + what,
            Optional.of(expected),
            Entrance.Way.PROOF,
            List.of(proof.getBytes(UTF_8), root.getBytes(UTF_8))));
  }

  /** [LIST-13] */
  private void proofsOfBundles() {
    var story = new Story();
    story.until = Optional.of("seal");
    var bundle = story.bundle();
    var proof = story.list.listProof("D-1", 4);
    var changed = bundle.clone();
    changed[changed.length - 1]++;
    bundleProof("a refused bundle", proof, changed);
    bundleProof("another draw", proof.replace("D-1", "D-2"), bundle);
  }

  private void bundleProof(String what, String proof, byte[] bundle) {
    cases.add(
        new Case(
            "list proof: " + what,
            Optional.of(LIST_PROOF),
            Entrance.Way.PROOF_OF_BUNDLE,
            List.of(proof.getBytes(UTF_8), bundle)));
  }
}
