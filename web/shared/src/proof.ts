import { be32, be64, fromHex, hex, joined, lp, sha256, tagged, utf8 } from './bytes';

/** A proof that does not hold, with the reason as a word. */
export class BadProof extends Error {}

/** What a proof of [LIST-13] shows once every hash in it was computed here. */
export interface ListProof {
  draw: string;
  listRoot: string;
  line: string;
  number: number;
  group: string;
  weight: bigint;
  seats: number;
  /** Of the entry's group and of the whole list. */
  entriesInGroup: number;
  entries: number;
  tickets: bigint;
  start: bigint;
  /** The masked name, if the proof opens it. */
  name?: string;
}

const LIMIT = 1n << 63n;
const GROUPS_MAX = 200;
const COLUMNS_MAX = 64;

/** Reads the proof's text and recomputes it from the public line up to the list root. Throws BadProof with the first thing that fails. */
export function checkListProof(text: string): ListProof {
  const read = new Fields(text, 'twoseal/list-proof/1');
  const draw = read.value('draw');
  const listRoot = read.digest('list-root');
  const count = read.count('groups', 1, GROUPS_MAX);
  const groups = Array.from({ length: count }, () => groupOf(read.value('group')));
  const line = read.value('line');
  const start = read.number('start');
  const path = Array.from({ length: read.count('path', 0, 63) }, () => nodeOf(read.value('node')));
  const name = read.value('name');
  const nameSalt = read.value('name-salt');
  const values = Array.from({ length: read.count('columns', 0, COLUMNS_MAX) }, () => read.value('value'));
  const recordSalt = read.value('record-salt');
  read.end();

  need(groups.every((each, i) => i === 0 || compare(utf8((groups[i - 1] as Group).label), utf8(each.label)) < 0), 'groups');
  need(hex(rootOf(groups)) === listRoot, 'list-root');
  const { number, label, weight, seats, commitment } = lineOf(line);
  const at = groups.findIndex((each) => each.label === label);
  const group = groups[at];
  need(group !== undefined, 'group');
  need(number <= (group as Group).entries, 'number');
  const reached = climb(leaf(line, weight), number - 1, group as Group, path);
  need(start === groups.slice(0, at).reduce((sum, each) => sum + each.tickets, 0n) + reached.leftOf, 'start');
  opened(commitment, name, nameSalt, values, recordSalt);
  return {
    draw, listRoot, line, number, group: label, weight, seats, start,
    entriesInGroup: (group as Group).entries,
    entries: groups.reduce((sum, each) => sum + each.entries, 0),
    tickets: groups.reduce((sum, each) => sum + each.tickets, 0n),
    ...(name === '-' ? {} : { name }),
  };
}

/** What a proof of [SEED-11] shows: the shake is in the batch, and the batch under X. */
export interface ShakeProof {
  draw: string;
  attempt: number;
  shake: string;
  batch: number;
  index: number;
  x: string;
}

export function checkShakeProof(text: string): ShakeProof {
  const read = new Fields(text, 'twoseal/shake-proof/1');
  read.value('ledger');
  const draw = read.value('draw');
  const attempt = read.count('attempt', 1, 1000);
  const shake = read.digest('shake');
  const batch = read.count('batch', 1, 10_000);
  const shakes = read.count('shakes', 1, 65_536);
  const index = read.count('index', 0, shakes - 1);
  const path = Array.from({ length: read.count('path', 0, 63) }, () => fromHex(read.digest('node')));
  const batches = read.count('batches', batch, 10_000);
  const batchPath = Array.from({ length: read.count('batch-path', 0, 63) }, () => fromHex(read.digest('batch-node')));
  const x = read.digest('root');
  read.end();
  const batchRoot = climbPlain(sha256(Uint8Array.of(0x20), fromHex(shake)), index, shakes, path, 0x21);
  const ofBatch = sha256(Uint8Array.of(0x22), be64(BigInt(shakes)), batchRoot);
  need(hex(climbPlain(ofBatch, batch - 1, batches, batchPath, 0x23)) === x, 'root');
  return { draw, attempt, shake, batch, index, x };
}

/** [SEED-10]: what a phone sends. */
export function shakeOf(draw: string, attempt: number, random: Uint8Array, sensors: Uint8Array): string {
  return hex(tagged('twoseal/draw/shake/1', lp(utf8(draw)), be32(attempt), random, sensors));
}

/**
 * A typed entry code as it is printed ([LIST-11]): case, hyphens and spaces do not matter, O is 0, I and L are 1. Nothing if it is none.
 */
export function entryCode(typed: string): string | undefined {
  const digits = typed.toUpperCase().replace(/[-\s]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (!/^[0-9A-HJKMNP-TV-Z]{25}[048CGMRW]$/.test(digits)) return undefined;
  return `${digits.slice(0, 5)}-${digits.slice(5, 10)}-${digits.slice(10, 15)}-${digits.slice(15, 20)}-${digits.slice(20)}`;
}

interface Group {
  label: string;
  entries: number;
  tickets: bigint;
  root: Uint8Array;
}

interface Node {
  sum: bigint;
  hash: Uint8Array;
}

interface Line {
  number: number;
  label: string;
  weight: bigint;
  seats: number;
  commitment: string;
}

function need(holds: boolean, reason: string): void {
  if (!holds) throw new BadProof(reason);
}

function rootOf(groups: readonly Group[]): Uint8Array {
  const parts = groups.map((each) => joined(lp(utf8(each.label)), be64(BigInt(each.entries)), be64(each.tickets), each.root));
  return sha256(Uint8Array.of(0x13), be32(groups.length), ...parts);
}

function leaf(line: string, weight: bigint): Node {
  return { sum: weight, hash: sha256(Uint8Array.of(0x10), utf8(line)) };
}

/** The way from the root down to leaf `index` of `n`, leaf first: on which side each sibling stands, and over how many leaves. */
function wayTo(index: number, n: number): { left: boolean; leaves: number }[] {
  const way: { left: boolean; leaves: number }[] = [];
  while (n > 1) {
    let k = 1;
    while (k * 2 < n) k *= 2;
    if (index < k) {
      way.unshift({ left: false, leaves: n - k });
      n = k;
    } else {
      way.unshift({ left: true, leaves: k });
      index -= k;
      n -= k;
    }
  }
  return way;
}

function climb(from: Node, index: number, group: Group, path: readonly Node[]): { leftOf: bigint } {
  const way = wayTo(index, group.entries);
  need(way.length === path.length, 'path');
  let at = from;
  let leftOf = 0n;
  way.forEach(({ left, leaves }, i) => {
    const sibling = path[i] as Node;
    need(sibling.sum >= BigInt(leaves), 'sum');
    if (left) leftOf += sibling.sum;
    const [l, r] = left ? [sibling, at] : [at, sibling];
    need(l.sum + r.sum < LIMIT, 'sum');
    at = { sum: l.sum + r.sum, hash: sha256(Uint8Array.of(0x11), be64(l.sum), l.hash, be64(r.sum), r.hash) };
  });
  need(at.sum === group.tickets && hex(at.hash) === hex(group.root), 'group-root');
  return { leftOf };
}

function climbPlain(from: Uint8Array, index: number, n: number, path: readonly Uint8Array[], tag: number): Uint8Array {
  const way = wayTo(index, n);
  need(way.length === path.length, 'path');
  return way.reduce((at, { left }, i) => {
    const sibling = path[i] as Uint8Array;
    return left ? sha256(Uint8Array.of(tag), sibling, at) : sha256(Uint8Array.of(tag), at, sibling);
  }, from);
}

/** [LIST-2]: name and record open the commitment, as far as the proof gives them. */
function opened(commitment: string, name: string, nameSalt: string, values: readonly string[], recordSalt: string): void {
  need((name === '-') === (nameSalt === '-'), 'name-salt');
  need((values.length === 0) === (recordSalt === '-'), 'record-salt');
  if (name === '-' || recordSalt === '-') return;
  need(/^[0-9a-f]{64}$/.test(nameSalt) && /^[0-9a-f]{64}$/.test(recordSalt), 'salt');
  const nameDigest = sha256(fromHex(nameSalt), utf8(name));
  const recordDigest = sha256(fromHex(recordSalt), ...values.map((value) => lp(value === '-' ? new Uint8Array() : utf8(value))));
  need(hex(sha256(Uint8Array.of(0x12), nameDigest, recordDigest)) === commitment, 'commitment');
}

function lineOf(line: string): Line {
  const found = /^([1-9]\d{0,14}),([^,"|]+),([1-9]\d{0,9}),([1-9]\d{0,3}),([0-9a-f]{64})$/.exec(line);
  if (found === null) throw new BadProof('line');
  const [, number, label, weight, seats, commitment] = found as unknown as [string, string, string, string, string, string];
  need(BigInt(weight) <= 1_000_000_000n && Number(seats) <= 1000, 'line');
  return { number: Number(number), label, weight: BigInt(weight), seats: Number(seats), commitment };
}

function groupOf(value: string): Group {
  const found = /^([1-9]\d{0,14}) ([1-9]\d{0,18}) ([0-9a-f]{64}) (.+)$/.exec(value);
  if (found === null) throw new BadProof('group');
  const [, entries, tickets, root, label] = found as unknown as [string, string, string, string, string];
  need(BigInt(tickets) >= BigInt(entries) && BigInt(tickets) < LIMIT, 'sum');
  return { label, entries: Number(entries), tickets: BigInt(tickets), root: fromHex(root) };
}

function nodeOf(value: string): Node {
  const found = /^([1-9]\d{0,18}) ([0-9a-f]{64})$/.exec(value);
  if (found === null) throw new BadProof('node');
  return { sum: BigInt(found[1] as string), hash: fromHex(found[2] as string) };
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  }
  return a.length - b.length;
}

/** A text of [NOTE-4]: `<name>: <value>` a line, in the order asked for, and nothing besides. */
class Fields {
  private readonly lines: string[];
  private at = 1;

  constructor(text: string, first: string) {
    need(text.endsWith('\n') && text === text.normalize('NFC'), 'text');
    this.lines = text.slice(0, -1).split('\n');
    need(this.lines[0] === first, 'kind');
  }

  value(name: string): string {
    const line = this.lines[this.at++];
    const start = `${name}: `;
    if (line === undefined || !line.startsWith(start) || line.length === start.length) throw new BadProof(name);
    return line.slice(start.length);
  }

  digest(name: string): string {
    const value = this.value(name);
    need(/^[0-9a-f]{64}$/.test(value), name);
    return value;
  }

  number(name: string): bigint {
    const value = this.value(name);
    need(/^(0|[1-9]\d{0,18})$/.test(value), name);
    return BigInt(value);
  }

  count(name: string, least: number, most: number): number {
    const n = this.number(name);
    need(n >= BigInt(least) && n <= BigInt(most), name);
    return Number(n);
  }

  end(): void {
    need(this.at === this.lines.length, 'more');
  }
}
