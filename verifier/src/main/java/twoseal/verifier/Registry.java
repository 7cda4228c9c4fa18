package twoseal.verifier;

import static twoseal.verifier.VerId.SIGNATURES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Organisations, people and keys, replayed from the registry's commands; and every command's
 * signatures, each by a key valid at its position, [REG-1] to [REG-6], [NOTE-6].
 *
 * <p>At most 16 lines a note need no check of their own: no command has more than two signers.
 */
final class Registry {
  static final String ID = "[a-z0-9][a-z0-9-]{0,31}";
  static final String PERSON = ID + "/" + ID;
  static final String ROLES =
      "administrator|notary|organiser|operator|witness|contributor|observer";

  enum Role {
    ADMINISTRATOR,
    NOTARY,
    ORGANISER,
    OPERATOR,
    WITNESS,
    CONTRIBUTOR,
    OBSERVER
  }

  /** Who signed a command: a person with a key of theirs, which the command itself may admit. */
  record Signer(String person, Role role, Vkey key, boolean isNewKey) {
    String organisation() {
      return organisationOf(person);
    }
  }

  /** A key and the positions after the first and up to the last at which it is valid. */
  private record Span(Vkey key, long after, long through) {
    boolean contains(long index) {
      return index > after && index <= through;
    }
  }

  /** A person; {@code revoked} is the position that revokes them, or the largest number. */
  private record Someone(Role role, long admitted, long revoked, List<Span> keys) {
    Someone revokedAt(long index) {
      return new Someone(role, admitted, index, until(index));
    }

    Someone withKey(Vkey key, long index) {
      var all = new ArrayList<>(until(index));
      all.add(new Span(key, index, Long.MAX_VALUE));
      return new Someone(role, admitted, revoked, List.copyOf(all));
    }

    boolean isThereAt(long index) {
      return index > admitted && index <= revoked;
    }

    private List<Span> until(long index) {
      return keys.stream()
          .map(s -> new Span(s.key(), s.after(), Math.min(s.through(), index)))
          .toList();
    }
  }

  private final Checks checks;
  private final String ledger;
  private final Command.Genesis genesis;
  private final Map<String, Long> organisations = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Someone> people = new LinkedHashMap<>();
  private final Map<String, Vkey> cosignKeys = new HashMap<>();
  private final Set<String> points = new HashSet<>();
  private final Set<String> nameAndIds = new HashSet<>();
  private final Map<Long, List<Signer>> signers = new HashMap<>();
  private Optional<Succession> succession = Optional.empty();

  private Registry(String ledger, Command.Genesis genesis, Checks checks) {
    this.ledger = ledger;
    this.genesis = genesis;
    this.checks = checks;
  }

  /** Replays the entries of a bundle, of which the first is the genesis. */
  static Registry replay(
      String ledger, Command.Genesis genesis, List<Entry> entries, Checks checks) {
    var registry = new Registry(ledger, genesis, checks);
    for (var entry : entries) {
      registry.apply(entry);
    }
    return registry;
  }

  Vkey logKey() {
    return genesis.logKey();
  }

  boolean isClockSet() {
    return genesis.isClockSet();
  }

  /** What the ledger says that it succeeds, if it does. */
  Optional<Succession> succession() {
    return succession;
  }

  boolean isCustodyServer() {
    return genesis.isCustodyServer();
  }

  /** Who signed an entry, in the order of the lines; without lines whose key was not found. */
  List<Signer> signersOf(Entry entry) {
    return signers.getOrDefault(entry.index(), List.of());
  }

  boolean hasOrganisation(String organisation, long index) {
    return organisations.getOrDefault(organisation, Long.MAX_VALUE) < index;
  }

  String office() {
    return genesis.office();
  }

  /** Whether at this position somebody of the organisation is an operator. */
  boolean hasOperator(String organisation, long index) {
    return people.entrySet().stream()
        .filter(p -> organisationOf(p.getKey()).equals(organisation))
        .anyMatch(p -> p.getValue().role() == Role.OPERATOR && p.getValue().isThereAt(index));
  }

  String nameOf(String organisation) {
    return names.getOrDefault(organisation, organisation);
  }

  /** Whether the person is registered and not revoked at this position. */
  boolean hasPerson(String person, long index) {
    return Optional.ofNullable(people.get(person)).filter(p -> p.isThereAt(index)).isPresent();
  }

  /** A key with which a registered witness ever cosigned. */
  Optional<Vkey> cosignKey(String name, String keyId) {
    return Optional.ofNullable(cosignKeys.get(name + "+" + keyId));
  }

  /** The public keys of everybody who has a role that takes no part in a quorum, ever. */
  boolean isKeyOf(String point, Set<Role> roles) {
    return people.values().stream()
        .filter(p -> roles.contains(p.role()))
        .flatMap(p -> p.keys().stream())
        .anyMatch(s -> s.key().point().equals(point));
  }

  static String organisationOf(String person) {
    return person.substring(0, person.indexOf('/'));
  }

  private void apply(Entry entry) {
    var found = resolve(entry);
    signers.put(entry.index(), found);
    var form = entry.form(SIGNATURES, checks);
    switch (entry.command()) {
      case Command.Genesis c -> genesis(c, entry, form);
      case Command.Succession c -> succession(c, entry, form);
      case Command.Organisation c -> organisation(c, entry, form);
      case Command.Person c -> person(c, entry, form);
      case Command.Rotate c -> rotate(c, entry, form);
      case Command.Revoke c -> revoke(c, entry, form);
      case Command.OfDraw c -> {}
    }
  }

  /** Checks the signature lines of any command. */
  private List<Signer> resolve(Entry entry) {
    var lines = entry.note().lines();
    var form = entry.form(SIGNATURES, checks);
    form.require(
        Note.areAscending(lines),
        "签名行没有按名称和密钥升序排列，或有重复",
        "the signature lines do not ascend by name and key, or one stands twice");
    var found = new ArrayList<Signer>();
    for (var line : lines) {
      var signer = signer(line, entry);
      form.require(
          signer.isPresent()
              && signer.get().key().verifies(entry.note().signed(), Bytes.unhex(line.signature())),
          "%s 的签名行不是当时有效的已登记密钥的有效签名",
          "the line of %s is not a valid signature by a registered key valid at the time",
          line.name());
      signer.ifPresent(found::add);
      // Roles and policies are asked about those that were found; of this line they say nothing.
      checks.leaveOut(signer.isPresent() ? List.of() : List.of(VerId.SIGNERS, VerId.POLICY));
    }
    return List.copyOf(found);
  }

  private Optional<Signer> signer(Note.Line line, Entry entry) {
    var admitted = admitted(entry.command());
    if (admitted.isPresent() && isOf(admitted.get().key(), line)) {
      return admitted;
    }
    var someone = Optional.ofNullable(people.get(line.name()));
    return someone
        .flatMap(p ->
            p.keys().stream()
                .filter(s -> s.contains(entry.index()) && isOf(s.key(), line))
                .findFirst())
        .map(s -> new Signer(line.name(), someone.orElseThrow().role(), s.key(), false));
  }

  /** The key that a command admits, which signs its own admission. */
  private Optional<Signer> admitted(Command command) {
    return switch (command) {
      case Command.Genesis c ->
          Optional.of(new Signer(c.person(), Role.ADMINISTRATOR, c.key(), true));
      case Command.Person c -> Optional.of(new Signer(c.person(), c.role(), c.key(), true));
      case Command.Rotate c ->
          Optional.ofNullable(people.get(c.person()))
              .map(p -> new Signer(c.person(), p.role(), c.key(), true));
      case Command.Succession c -> Optional.empty();
      case Command.Organisation c -> Optional.empty();
      case Command.Revoke c -> Optional.empty();
      case Command.OfDraw c -> Optional.empty();
    };
  }

  private void genesis(Command.Genesis c, Entry entry, Form form) {
    form.require(entry.index() == 0, "创世条目不在首位", "the genesis is not entry 0");
    form.require(
        c.logKey().name().equals(ledger) && c.logKey().isValid(),
        "账本密钥的名称不是账本名，或不是有效的点",
        "the log key's name is not the ledger's, or it is no valid point");
    form.require(
        organisationOf(c.person()).equals(c.office()),
        "首位管理员不属于公证机构",
        "the first administrator is not of the office");
    form.require(
        signersOf(entry).size() == 1 && signersOf(entry).getFirst().isNewKey(),
        "签署人不是规定的人",
        "the signers are not those required");
    organisations.put(c.office(), entry.index());
    // Nobody may have the log's own key: it would sign for two.
    points.add(c.logKey().point());
    nameAndIds.add(c.logKey().name() + "+" + c.logKey().id());
    admit(c.person(), Role.ADMINISTRATOR, c.key(), Optional.empty(), entry, form);
  }

  private void succession(Command.Succession c, Entry entry, Form form) {
    form.require(hasAdministratorAnd(entry, 1), "签署人不是规定的人", "the signers are not those required");
    succession = Optional.of(Succession.of(c, entry, ledger, form));
  }

  private void organisation(Command.Organisation c, Entry entry, Form form) {
    form.require(hasAdministratorAnd(entry, 1), "签署人不是规定的人", "the signers are not those required");
    form.require(
        !organisations.containsKey(c.organisation()),
        "机构已登记",
        "the organisation is registered already");
    organisations.putIfAbsent(c.organisation(), entry.index());
    names.putIfAbsent(c.organisation(), c.name());
  }

  private void person(Command.Person c, Entry entry, Form form) {
    form.require(
        hasAdministratorAnd(entry, 2) && hasNewKey(entry),
        "签署人不是规定的人",
        "the signers are not those required");
    form.require(
        organisations.containsKey(organisationOf(c.person())),
        "没有该机构",
        "there is no such organisation");
    form.require(!people.containsKey(c.person()), "人员已登记", "the person is registered already");
    var isOfOffice = organisationOf(c.person()).equals(genesis.office());
    form.require(
        switch (c.role()) {
          case ADMINISTRATOR, NOTARY -> isOfOffice;
          case ORGANISER, WITNESS -> !isOfOffice;
          case OPERATOR, CONTRIBUTOR, OBSERVER -> true;
        },
        "该角色属于另一机构",
        "the role is one of another organisation");
    admit(c.person(), c.role(), c.key(), c.cosignKey(), entry, form);
  }

  private void rotate(Command.Rotate c, Entry entry, Form form) {
    var someone = Optional.ofNullable(people.get(c.person()));
    var isOwnOrAdministrator =
        signersOf(entry).stream()
            .anyMatch(s ->
                !s.isNewKey() && (s.person().equals(c.person()) || s.role() == Role.ADMINISTRATOR));
    form.require(
        signersOf(entry).size() == 2 && hasNewKey(entry) && isOwnOrAdministrator,
        "签署人不是规定的人",
        "the signers are not those required");
    if (isThere(someone, entry, form)) {
      admit(c.person(), someone.orElseThrow().role(), c.key(), c.cosignKey(), entry, form);
    }
  }

  private void revoke(Command.Revoke c, Entry entry, Form form) {
    var someone = Optional.ofNullable(people.get(c.person()));
    form.require(
        hasAdministratorAnd(entry, 1)
            || (signersOf(entry).size() == 1
                && signersOf(entry).getFirst().person().equals(c.person())),
        "签署人不是规定的人",
        "the signers are not those required");
    if (isThere(someone, entry, form)) {
      people.put(c.person(), someone.orElseThrow().revokedAt(entry.index()));
      form.require(
          people.values().stream()
              .anyMatch(p -> p.role() == Role.ADMINISTRATOR && p.isThereAt(entry.index() + 1)),
          "最后一名管理员不能撤销",
          "the last administrator cannot be revoked");
    }
  }

  private boolean isThere(Optional<Someone> someone, Entry entry, Form form) {
    return form.require(
        someone.isPresent() && someone.get().isThereAt(entry.index()),
        "没有该人员，或已撤销",
        "there is no such person, or they are revoked");
  }

  /** Admits a person or a further key of theirs. */
  private void admit(
      String person, Role role, Vkey key, Optional<Vkey> cosignKey, Entry entry, Form form) {
    var keys = new ArrayList<>(List.of(key));
    cosignKey.ifPresent(keys::add);
    for (var each : keys) {
      form.require(
          each.name().equals(person) && each.isValid(),
          "密钥的名称不是人员的，或不是有效的点",
          "a key's name is not the person's, or it is no valid point");
      var isNewPoint = points.add(each.point());
      var isNewId = nameAndIds.add(each.name() + "+" + each.id());
      form.require(isNewPoint && isNewId, "密钥曾被登记", "a key was registered before");
    }
    form.require(
        cosignKey.isEmpty() || role == Role.WITNESS,
        "只有见证方可有联署密钥",
        "only a witness may have a cosigning key");
    var before =
        Optional.ofNullable(people.get(person))
            .orElse(new Someone(role, entry.index(), Long.MAX_VALUE, List.of()));
    people.put(person, before.withKey(key, entry.index()));
    cosignKey.ifPresent(k -> cosignKeys.put(k.name() + "+" + k.id(), k));
  }

  private boolean hasAdministratorAnd(Entry entry, int count) {
    return signersOf(entry).size() == count
        && signersOf(entry).stream().anyMatch(s -> !s.isNewKey() && s.role() == Role.ADMINISTRATOR);
  }

  private boolean hasNewKey(Entry entry) {
    return signersOf(entry).stream().anyMatch(Signer::isNewKey);
  }

  private static boolean isOf(Vkey key, Note.Line line) {
    return key.name().equals(line.name()) && key.id().equals(line.keyId());
  }
}
