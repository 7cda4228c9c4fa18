import type { Draw, FoundEntry } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listProof } from '../../build/list.mjs';
import { fixture } from '../../shared/test/fixture';
import { wordsAreWhole } from '../../shared/test/words';
import { judged, typedAs, whyOf } from '../src/found';
import { MOVES, Moves, isOwn, keep, kept, made } from '../src/shake';
import { words } from '../src/words';

describe('the phone’s words', () => {
  wordsAreWhole(words, ['language']);
});

describe('what a person types', () => {
  it.each([
    ['17', { number: 17 }],
    [' 2,800 ', { number: 2800 }],
    ['００１７', { number: 17 }],
    ['gw4tv-e00mg-k5mrg-80wc8-sgkjkc', { code: 'GW4TV-E00MG-K5MRG-80WC8-SGKJKC' }],
  ] as const)('%s', (typed, expected) => {
    expect(typedAs(typed)).toEqual(expected);
  });

  it.each(['', '0', '-1', '1.5', 'abc', '11010119900307283X', 'GW4TV-E00MG'])('is neither number nor code: %s', (typed) => {
    expect(typedAs(typed)).toBeUndefined();
  });
});

describe('the check on this phone (LIST-9, LIST-13)', () => {
  const { draw, entries } = fixture('prize');
  const now = entries[entries.length - 1]?.draw as Draw;
  const groups = now.list?.groups as NonNullable<NonNullable<Draw['list']>['groups']>;
  const proof = listProof(draw, groups, '会员', 17);
  const entry: FoundEntry = { draw, number: 17, group: '会员', weight: 1, seats: 1, line: proof.line, root: now.list?.root ?? '', outcomes: [] };

  it('holds for an entry of the list', () => {
    expect(judged(proof.text, entry, now)).toMatchObject({ proof: { number: 17, group: '会员', start: 16n } });
  });

  it('fails for a proof of somebody else', () => {
    const other = listProof(draw, groups, '会员', 18);
    expect(judged(other.text, entry, now)).toEqual({ failed: expect.any(String) });
    expect(judged(proof.text, { ...entry, weight: 2 }, now).proof).toBeUndefined();
  });

  it('fails for a list that is not the sealed one', () => {
    const elsewhere = { ...now, list: { ...now.list, root: '0'.repeat(64) } } as Draw;
    expect(judged(proof.text, entry, elsewhere).proof).toBeUndefined();
  });

  it('fails for a line that does not lead to the root', () => {
    const changed = proof.text.replace(/node: 1 ./, (found) => found.slice(0, -1) + (found.endsWith('0') ? '1' : '0'));
    expect(changed).not.toBe(proof.text);
    expect(judged(changed, entry, now).failed).toContain('group-root');
  });
});

describe('why not me', () => {
  const prize = fixture('prize').entries;
  const draw = prize[prize.length - 1]?.draw as Draw;
  const outcome = (stage: number, kind: FoundEntry['outcomes'][number]['kind'], order?: number) => ({ stage, kind, ...(order === undefined ? {} : { order }) });
  const entry = (...outcomes: FoundEntry['outcomes']): FoundEntry => ({ draw: draw.draw, number: 1, group: '会员', weight: 1, seats: 1, line: '', root: '', outcomes });

  it('is told in the words of the rules', () => {
    const won = entry(outcome(1, 'winner', 1), outcome(2, 'none'));
    expect(whyOf(draw, won, outcome(2, 'none')).key).toBe('why.won-before');
    expect(whyOf(draw, entry(outcome(1, 'none')), outcome(1, 'none'))).toEqual({ key: 'why.none', args: { n: 4 } });
    expect(whyOf(draw, entry(), outcome(1, 'alternate', 3))).toEqual({ key: 'why.alternate', args: { n: 3 } });
    const dry = fixture('dry').entries;
    expect(whyOf(dry[dry.length - 1]?.draw as Draw, { ...entry(), group: '片区外' }, outcome(1, 'none')).key).toBe('why.group');
  });
});

describe('a shake (SEED-10)', () => {
  beforeEach(() => {
    const held = new Map<string, string>();
    vi.stubGlobal('localStorage', { getItem: (name: string) => held.get(name) ?? null, setItem: (name: string, value: string) => held.set(name, value) });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function moved(): Moves {
    let now = 0;
    const moves = new Moves(() => (now += 17.25));
    for (let i = 0; i < MOVES; i++) moves.add(i, 2 * i, 0.5);
    return moves;
  }

  it('is enough after so many movements', () => {
    const moves = moved();
    expect(moves.left).toBe(0);
    expect(moves.count).toBe(MOVES);
  });

  it('differs with every random byte and with every movement, and is this phone’s own', () => {
    const a = made('D-17', 1, moved());
    const b = made('D-17', 1, moved());
    const zero = made('D-17', 1, moved(), new Uint8Array(16));
    const more = moved();
    more.add(1);
    expect(new Set([a.shake, b.shake, zero.shake, made('D-17', 1, more, new Uint8Array(16)).shake, made('D-17', 2, moved(), new Uint8Array(16)).shake]).size).toBe(5);
    expect(a.shake).toMatch(/^[0-9a-f]{64}$/);
    expect(isOwn(a)).toBe(true);
    expect(isOwn({ ...a, shake: b.shake })).toBe(false);
  });

  it('is kept on this phone, for its draw and attempt alone', () => {
    const mine = made('D-17', 1, moved());
    keep(mine);
    expect(kept('D-17', 1)).toEqual(mine);
    expect(kept('D-17', 2)).toBeUndefined();
    localStorage.setItem('twoseal.shake.D-17.1', '{"draw":"D-17"}');
    expect(kept('D-17', 1)).toBeUndefined();
  });
});
