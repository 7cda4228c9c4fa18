/**
 * Writes the form into a rules file's text. Only what changed is touched: comments, order, spelling of keys, and whatever the form does not
 * know stay as they are. A key that is added gets its place among the others and a comment that says what it is.
 */
import { Document, isMap, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import {
  CHAINS,
  ENTROPIES,
  FORMS,
  IDENTITIES,
  isSpelling,
  type Key,
  KEYS,
  MASKS,
  OVERFLOWS,
  PLACES,
  PURPOSES,
  spellWord,
  type Spelling,
} from './keys';
import type { ContributorForm, ListForm, RulesForm, SealForm, StageForm, StageRefs } from './form';
import { pairOf, parseRules, readRules, scalarText, section } from './read';

type Written = string | readonly string[] | ReadonlyMap<string, string>;

const HEAD = ` 规则文件：项与可选值中英文均可，说明见 docs/rules.md。
 Rules of a draw: keys and words in Chinese or English; see docs/rules.md.`;

/** The text with the form's changes in it. A text that cannot be read is replaced by one made of the form alone. */
export function writeRules(text: string, after: RulesForm): string {
  const read = readRules(text);
  if (read.ok) {
    return JSON.stringify(read.form) === JSON.stringify(after) ? text : new Writer(text, read.form, after).text();
  }
  return new Writer('{}\n', emptyForm(), after).text();
}

function emptyForm(): RulesForm {
  const read = readRules('title: x\n');
  if (!read.ok) {
    throw new Error('the empty form');
  }
  return { ...read.form, title: '' };
}

class Writer {
  private readonly document: Document;
  private readonly root: YAMLMap;
  private readonly spelling: Spelling;
  private readonly isNew: boolean;

  constructor(
    private readonly before: string,
    private readonly was: RulesForm,
    private readonly is: RulesForm,
  ) {
    this.document = parseRules(before);
    const contents = this.document.contents;
    this.isNew = !isMap(contents) || contents.items.length === 0;
    if (this.isNew) {
      this.document = new Document(new YAMLMap(), { schema: 'failsafe' });
      this.document.commentBefore = HEAD;
    }
    this.root = this.document.contents as YAMLMap;
    this.spelling = isChinese(this.root) ? 'chinese' : 'english';
  }

  text(): string {
    this.heading();
    this.list();
    this.stages();
    this.seal();
    this.put(this.root, KEYS.relays, this.was.relays, this.is.relays);
    const text = this.document.toString({ lineWidth: 0, flowCollectionPadding: false, indentSeq: true });
    return this.isNew ? text : withFormerSpacing(this.before, text);
  }

  private heading(): void {
    const { root, was, is } = this;
    this.put(root, KEYS.title, was.title, is.title);
    this.put(root, KEYS.titleEn, was.titleEn, is.titleEn);
    this.put(root, KEYS.organiser, was.organiser, is.organiser);
    if (is.purpose !== was.purpose) {
      this.put(root, KEYS.purpose, '-', is.purpose === '' ? '' : spellWord(PURPOSES, is.purpose, this.spelling));
    }
    if (is.entropy !== was.entropy) {
      this.put(root, KEYS.entropy, '', spellWord(ENTROPIES, is.entropy, this.spelling));
    }
    this.put(root, KEYS.scheduled, was.scheduled, is.scheduled);
    this.put(root, KEYS.groups, was.groups, is.groups);
  }

  private list(): void {
    const was = this.was.list;
    const is = this.is.list;
    if (same(was, is)) {
      return;
    }
    const map = this.open(KEYS.list);
    this.put(map, KEYS.columns, was.columns, is.columns);
    this.put(map, KEYS.identity, this.identity(was), this.identity(is));
    this.put(map, KEYS.masking, this.masking(was), this.masking(is));
    this.put(map, KEYS.groupColumn, was.groupColumn, is.groupColumn);
    this.put(map, KEYS.weightColumn, was.weightColumn, is.weightColumn);
    this.put(map, KEYS.seatsColumn, was.seatsColumn, is.seatsColumn);
  }

  private identity(list: ListForm): Written {
    if (list.identity === 'usual') {
      return '';
    }
    if (list.identity === 'none') {
      return this.spelling === 'chinese' ? '无' : 'none';
    }
    return new Map(Object.entries(list.identity).map(([column, kind]) => [column, spellWord(IDENTITIES, kind, this.spelling)]));
  }

  private masking(list: ListForm): Written {
    return list.masking === 'usual'
      ? ''
      : new Map(Object.entries(list.masking).map(([column, mask]) => [column, spellWord(MASKS, mask, this.spelling)]));
  }

  private stages(): void {
    if (same(this.was.stages, this.is.stages)) {
      return;
    }
    const pair = pairOf(this.root, KEYS.stages);
    const old = new Map<string, YAMLMap>();
    if (isSeq(pair?.value)) {
      pair.value.items.filter(isMap).forEach((map, index) => old.set('stage-' + (index + 1), map as YAMLMap));
    }
    const seq = isSeq(pair?.value) ? pair.value : new YAMLSeq();
    seq.flow = false;
    seq.items = this.is.stages.map((stage) => this.stage(stage, old.get(stage.uid) ?? new YAMLMap()));
    if (pair === undefined) {
      this.add(this.root, KEYS.stages, seq);
    } else {
      pair.value = seq;
    }
  }

  private stage(is: StageForm, map: YAMLMap): YAMLMap {
    const was = this.was.stages.find((stage) => stage.uid === is.uid);
    this.put(map, KEYS.stageTitle, was?.title ?? '', is.title);
    this.put(map, KEYS.stageTitleEn, was?.titleEn ?? '', is.titleEn);
    this.put(map, KEYS.stageGroups, was?.groups ?? [], is.groups);
    this.references(map, KEYS.from, was?.from, is.from);
    this.references(map, KEYS.except, was?.except, is.except);
    if (was?.places !== is.places) {
      const word = is.places === 'all' || is.places === 'open' ? spellWord(PLACES, is.places, this.spelling) : is.places;
      this.put(map, KEYS.places, '', word);
    }
    const alternates = is.places === 'all' ? '' : is.alternates;
    this.put(map, KEYS.alternates, was?.alternates ?? '', was === undefined && alternates === '0' ? '' : alternates);
    if ((was?.overflow ?? '') !== is.overflow) {
      this.put(map, KEYS.overflow, '-', is.overflow === '' ? '' : spellWord(OVERFLOWS, is.overflow, this.spelling));
    }
    this.unfilled(map, was, is);
    return map;
  }

  private references(map: YAMLMap, key: Key, was: StageRefs | undefined, is: StageRefs): void {
    if (same(was ?? { kind: 'nobody' }, is) && this.isOrderKept()) {
      return;
    }
    if (is.kind === 'some') {
      const ids = is.stages.map((uid) => this.number(uid)).sort((a, b) => a - b);
      this.put(map, key, '-', ids.length === 1 ? String(ids[0]) : ids.map(String));
    } else {
      this.put(map, key, '-', is.kind === 'nobody' ? '' : this.spelling === 'chinese' ? '此前各轮' : 'earlier');
    }
  }

  private unfilled(map: YAMLMap, was: StageForm | undefined, is: StageForm): void {
    if ((was?.joins ?? '') === is.joins && this.isOrderKept()) {
      return;
    }
    if (is.joins !== '') {
      this.put(map, KEYS.unfilled, '-', (this.spelling === 'chinese' ? '并入 ' : 'join ') + this.number(is.joins));
    } else if ((was?.joins ?? '') !== '') {
      this.put(map, KEYS.unfilled, '-', '');
    }
  }

  /** Whether every reference, by number or by title, still means the stage that it meant. */
  private isOrderKept(): boolean {
    const names = (stages: readonly StageForm[]): string[][] => stages.map((stage) => [stage.uid, stage.title, stage.titleEn]);
    return same(names(this.was.stages), names(this.is.stages).slice(0, this.was.stages.length));
  }

  private number(uid: string): number {
    return this.is.stages.findIndex((stage) => stage.uid === uid) + 1;
  }

  private seal(): void {
    const was = this.was.seal;
    const is = this.is.seal;
    if (same(was, is)) {
      return;
    }
    const map = this.open(KEYS.seal);
    if (was.chain !== is.chain) {
      this.put(map, KEYS.chain, '-', spellWord(CHAINS, is.chain, this.spelling));
    }
    const plain: readonly [Key, keyof SealForm][] = [
      [KEYS.delta, 'delta'],
      [KEYS.margin, 'margin'],
      [KEYS.pressBy, 'pressBy'],
      [KEYS.skipNotice, 'skipNotice'],
      [KEYS.skipsMax, 'skipsMax'],
    ];
    plain.forEach(([key, name]) => this.put(map, key, was[name] as string, is[name] as string));
    this.put(
      map,
      KEYS.contributors,
      was.contributors.map((each) => this.contributor(each)),
      is.contributors.map((each) => this.contributor(each)),
      'block',
    );
  }

  private contributor(each: ContributorForm): string {
    const line = each.person + ' ' + spellWord(FORMS, each.form, this.spelling);
    return each.form === 'live' && each.value !== '' ? line + ' ' + each.value : line;
  }

  private open(key: Key): YAMLMap {
    const there = section(this.root, key);
    if (there !== undefined) {
      return there;
    }
    const map = new YAMLMap();
    const pair = pairOf(this.root, key);
    if (pair === undefined) {
      this.add(this.root, key, map);
    } else {
      pair.value = map;
    }
    return map;
  }

  /** Writes a value where it changed; an empty one takes its key away. */
  private put(map: YAMLMap, key: Key, was: Written, is: Written, form: 'flow' | 'block' = 'flow'): void {
    if (same(plain(was), plain(is))) {
      return;
    }
    const pair = pairOf(map, key);
    if (isEmpty(is)) {
      map.items = map.items.filter((each) => each !== pair);
    } else if (pair === undefined) {
      this.add(map, key, node(is, form));
    } else if (isScalar(pair.value) && typeof is === 'string') {
      pair.value.value = is;
      pair.value.source = '';
      pair.value.type = quoting(is);
    } else {
      pair.value = merged(pair.value, node(is, form));
    }
  }

  /** A new pair behind those that stand before it in the order of keys, with what it is in a comment of its own. */
  private add(map: YAMLMap, key: Key, value: Scalar | YAMLMap | YAMLSeq): void {
    const name = new Scalar(key[this.spelling]);
    if (!this.isExplained(key)) {
      name.commentBefore = ' ' + key.zh + ' | ' + key.en;
    }
    const order = Object.values(KEYS).filter((each) => each.section === key.section);
    const before = order.slice(0, order.indexOf(key as (typeof order)[number]));
    const at = lastIndex(map.items, (pair) => before.some((each) => isSpelling(each, scalarText(pair.key))));
    map.items.splice(at + 1, 0, new Pair(name, value));
    if (at + 1 === 0 && map.items.length > 1) {
      keepHead(map);
    }
  }

  /** Stages are many: their keys are explained once, above the first. */
  private isExplained(key: Key): boolean {
    return key.section === 'stage';
  }
}

/** A comment above the former first key belongs to the file, so it stays first. */
function keepHead(map: YAMLMap): void {
  const first = map.items[0]?.key as Scalar;
  const second = map.items[1]?.key as Scalar;
  if (isScalar(second) && second.commentBefore !== undefined && second.commentBefore !== null) {
    first.commentBefore = second.commentBefore + (first.commentBefore ? '\n' + first.commentBefore : '');
    second.commentBefore = undefined;
  }
}

function lastIndex<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.reduce((last, item, index) => (is(item) ? index : last), -1);
}

function isChinese(root: YAMLMap): boolean {
  return root.items.some((pair) => /\p{Script=Han}/u.test(scalarText(pair.key)));
}

function node(value: Written, form: 'flow' | 'block'): Scalar | YAMLMap | YAMLSeq {
  if (typeof value === 'string') {
    return scalar(value);
  }
  if (value instanceof Map) {
    const map = new YAMLMap();
    map.flow = form === 'flow';
    value.forEach((word: string, column: string) => map.items.push(new Pair(scalar(column), scalar(word))));
    return map;
  }
  const seq = new YAMLSeq();
  seq.flow = form === 'flow';
  seq.items = (value as readonly string[]).map(scalar);
  return seq;
}

/** The new value in the form and with the comments of the old one; items that are still there stay the same nodes. */
function merged(old: unknown, fresh: Scalar | YAMLMap | YAMLSeq): Scalar | YAMLMap | YAMLSeq {
  if (isSeq(old) && isSeq(fresh)) {
    fresh.flow = old.flow === true;
    fresh.comment = old.comment;
    fresh.commentBefore = old.commentBefore;
    fresh.items = fresh.items.map((item) => old.items.find((each) => scalarText(each) === scalarText(item)) ?? item);
  } else if (isMap(old) && isMap(fresh)) {
    fresh.flow = old.flow === true;
    fresh.comment = old.comment;
    fresh.items = fresh.items.map((pair) => {
      const former = old.items.find((each) => scalarText(each.key) === scalarText(pair.key));
      return former !== undefined && scalarText(former.value) === scalarText(pair.value) ? former : pair;
    });
  } else if (isScalar(old)) {
    fresh.comment = old.comment;
  }
  return fresh;
}

function scalar(text: string): Scalar {
  const made = new Scalar(text);
  made.type = quoting(text);
  return made;
}

/** Plain unless YAML would read something else, or could; the list of characters is the one of `draw new`. */
function quoting(text: string): Scalar.Type {
  return /^[\p{Script=Han}A-Za-z0-9]([\p{Script=Han}A-Za-z0-9 ./+（）()，。、：_-]|:(?=[0-9/]))*$/u.test(text) && !text.endsWith(' ')
    ? Scalar.PLAIN
    : Scalar.QUOTE_SINGLE;
}

function isEmpty(value: Written): boolean {
  return typeof value === 'string' ? value === '' : value instanceof Map ? value.size === 0 : (value as readonly string[]).length === 0;
}

function plain(value: Written): unknown {
  return value instanceof Map ? [...value.entries()] : value;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Lines that differ only in the space before a comment get the spacing that they had; a comment behind a key whose value begins on the
 * next line goes back behind it.
 */
function withFormerSpacing(before: string, after: string): string {
  const squeeze = (line: string): string => line.replace(/\s+#/, ' #').trimEnd();
  const former = new Map(before.split('\n').map((line) => [squeeze(line), line]));
  const lines: string[] = [];
  for (const line of after.split('\n')) {
    const joined = former.get(squeeze((lines[lines.length - 1] ?? '') + ' ' + line.trim()));
    if (joined !== undefined && line.trim().startsWith('#')) {
      lines[lines.length - 1] = joined;
    } else {
      lines.push(former.get(squeeze(line)) ?? line);
    }
  }
  const spaced = lines.join('\n');
  return same(parseRules(spaced).toJS(), parseRules(after).toJS()) ? spaced : after;
}
