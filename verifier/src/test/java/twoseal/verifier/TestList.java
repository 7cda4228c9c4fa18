package twoseal.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static twoseal.verifier.Signing.be64;
import static twoseal.verifier.Signing.hex;
import static twoseal.verifier.Signing.join;
import static twoseal.verifier.Signing.sha256;
import static twoseal.verifier.Signing.unhex;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An entry list with its private side, trees and proofs, by the words of spec/list.md. */
final class TestList {
  /** An entry; number from 1 in its group. */
  record Person(int number, String group, long weight, long seats, String name) {
    String salt1() {
      return hex(sha256(("1" + group + number).getBytes(UTF_8)));
    }

    String salt2() {
      return hex(sha256(("2" + group + number).getBytes(UTF_8)));
    }

    String recordDigest() {
      var id = ("id-" + group + number).getBytes(UTF_8);
      return hex(sha256(unhex(salt2()), Signing.lp(name.getBytes(UTF_8)), Signing.lp(id)));
    }

    String commitment() {
      var nameDigest = sha256(unhex(salt1()), name.getBytes(UTF_8));
      return hex(sha256(new byte[] {0x12}, nameDigest, unhex(recordDigest())));
    }

    String line() {
      return number + "," + group + "," + weight + "," + seats + "," + commitment();
    }

    String nameLine() {
      return number + "," + group + "," + name + "," + salt1() + "," + recordDigest();
    }
  }

  /** A leaf or node with its sum. */
  record Node(long sum, String hash) {
    static Node join(Node left, Node right) {
      var hash = sha256(new byte[] {0x11}, left.bytes(), right.bytes());
      return new Node(left.sum + right.sum, hex(hash));
    }

    byte[] bytes() {
      return Signing.join(be64(sum), unhex(hash));
    }
  }

  final List<Person> people = new ArrayList<>();
  final List<String> groups;

  /** What a cheat makes of every public line. */
  UnaryOperator<String> lineText = l -> l;

  /** What a cheat makes of the weights file before its digest is taken. */
  UnaryOperator<byte[]> weightsFile = f -> f;

  /** Whether the file is there although all weights and seats are 1. */
  boolean hidesUniformity;

  TestList(List<String> groups, int[] sizes, boolean isUniform) {
    this.groups = groups;
    for (int g = 0; g < sizes.length; g++) {
      for (int i = 1; i <= sizes[g]; i++) {
        var weight = isUniform ? 1 : 1 + (i * 7 + g) % 5 * 40;
        var seats = isUniform ? 1 : 1 + i % 3 / 2;
        people.add(new Person(i, groups.get(g), weight, seats, "王*" + groups.get(g) + i));
      }
    }
  }

  private String line(Person person) {
    return lineText.apply(person.line());
  }

  boolean isUniform() {
    return !hidesUniformity && people.stream().allMatch(p -> p.weight() == 1 && p.seats() == 1);
  }

  List<Person> of(String group) {
    return people.stream().filter(p -> p.group().equals(group)).toList();
  }

  /** The leaves of a group; a cheat may give some of them other sums. */
  List<Node> leaves(String group) {
    return of(group).stream()
        .map(p -> new Node(p.weight(), hex(sha256(new byte[] {0x10}, line(p).getBytes(UTF_8)))))
        .toList();
  }

  Node root(String group) {
    return Trees.root(leaves(group), Node::join);
  }

  /** The values of the lines {@code group}. */
  List<String> groupValues() {
    return groups.stream()
        .map(g -> of(g).size() + " " + root(g).sum() + " " + root(g).hash() + " " + g)
        .toList();
  }

  /** The list block's lines. */
  String block() {
    var file = "number,group,weight,seats,commitment\n" + lines(Set.of(), true);
    var tickets = groups.stream().mapToLong(g -> root(g).sum()).sum();
    return "list-root: %s\nentries: %s\ntickets: %s\nfile-hash: %s\nweights: %s\n"
        .formatted(
            listRoot(groupValues()),
            people.size(),
            tickets,
            hex(sha256(file.getBytes(UTF_8))),
            isUniform() ? "uniform" : hex(sha256(weights())));
  }

  static String listRoot(List<String> groupValues) {
    var bytes = join(new byte[] {0x13}, Signing.be32(groupValues.size()));
    for (var value : groupValues) {
      var parts = value.split(" ", 4);
      bytes =
          join(
              bytes,
              Signing.lp(parts[3].getBytes(UTF_8)),
              be64(Long.parseLong(parts[0])),
              be64(Long.parseLong(parts[1])),
              unhex(parts[2]));
    }
    return hex(sha256(bytes));
  }

  byte[] weights() {
    var file = new ByteArrayOutputStream();
    for (var person : people) {
      for (var value : new long[] {person.weight(), person.seats()}) {
        for (; value > 127; value /= 128) {
          file.write((int) (value % 128) + 128);
        }
        file.write((int) value);
      }
    }
    return weightsFile.apply(file.toByteArray());
  }

  /** Lines of some entries by index, or of all. */
  String lines(Set<Integer> wanted, boolean all) {
    var lines = new StringBuilder();
    for (int i = 0; i < people.size(); i++) {
      if (all || wanted.contains(i)) {
        lines.append(line(people.get(i))).append('\n');
      }
    }
    return lines.toString();
  }

  String names(Set<Integer> wanted) {
    var lines = new StringBuilder();
    for (int i = 0; i < people.size(); i++) {
      if (wanted.contains(i)) {
        lines.append(people.get(i).nameLine()).append('\n');
      }
    }
    return lines.toString();
  }

  /** The shared proofs of the groups that have wanted entries. */
  byte[] proofs(Set<Integer> wanted) {
    var proofs = new byte[0];
    for (var group : groups) {
      var first = people.indexOf(of(group).getFirst());
      var places =
          wanted.stream().map(i -> i - first).filter(i -> i >= 0 && i < of(group).size()).toList();
      if (!places.isEmpty()) {
        proofs = join(proofs, proof(leaves(group), 0, places));
      }
    }
    return proofs;
  }

  /** {@code twoseal/list-proof/1} for an entry. */
  String listProof(String draw, int index) {
    var person = people.get(index);
    var leaves = leaves(person.group());
    var path = Trees.path(person.number() - 1, leaves, Node::join);
    var start = people.subList(0, index).stream().mapToLong(Person::weight).sum();
    var text =
        new StringBuilder("twoseal/list-proof/1\ndraw: " + draw + "\n")
            .append("list-root: " + listRoot(groupValues()) + "\ngroups: " + groups.size() + "\n");
    groupValues().forEach(v -> text.append("group: " + v + "\n"));
    text.append("line: " + line(person) + "\nstart: " + start + "\npath: " + path.size() + "\n");
    path.forEach(n -> text.append("node: " + n.sum() + " " + n.hash() + "\n"));
    text.append("name: " + person.name() + "\nname-salt: " + person.salt1() + "\ncolumns: 2\n");
    text.append("value: " + person.name() + "\nvalue: id-" + person.group() + person.number());
    return text.append("\nrecord-salt: " + person.salt2() + "\n").toString();
  }

  private static byte[] proof(List<Node> leaves, int from, List<Integer> places) {
    var to = from + leaves.size();
    if (places.stream().noneMatch(p -> p >= from && p < to)) {
      return Trees.root(leaves, Node::join).bytes();
    }
    if (leaves.size() == 1) {
      return new byte[0];
    }
    var split = Integer.highestOneBit(leaves.size() - 1);
    return join(
        proof(leaves.subList(0, split), from, places),
        proof(leaves.subList(split, leaves.size()), from + split, places));
  }
}
