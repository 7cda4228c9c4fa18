import type { Draw, FoundEntry } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listProof } from '../../build/list.mjs';
import { fixture } from '../../shared/test/fixture';
import { wordsAreWhole } from '../../shared/test/words';
import { language } from '../../shared/src/i18n';
import { api } from '../src/draw';
import { judged, lookUp, typedAs } from '../src/found';
import { questionsOf } from '../src/mine';
import { becameWords, hasPlace, outcomeWords, takerWords, whyOf } from '../src/outcome';
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
    expect(whyOf(draw, entry(), outcome(1, 'alternate', 3))).toEqual({ key: 'why.alternate', args: { n: 2 } });
    expect(whyOf(draw, entry(), { ...outcome(1, 'alternate', 2), afterwards: 'promoted for 1' })).toEqual({ key: 'why.promoted', args: { n: 1 } });
    const dry = fixture('dry').entries;
    expect(whyOf(dry[dry.length - 1]?.draw as Draw, { ...entry(), group: '片区外' }, outcome(1, 'none')).key).toBe('why.group');
  });
});

describe('what became of an entry', () => {
  const prize = fixture('prize').entries;
  const at = { index: 30, timeMs: 0, signers: [] };
  /** Stage 1: order 1 won, 2 to 4 are its alternates; 1 declined, and 2 took the place. */
  const draw: Draw = {
    ...(prize[prize.length - 1]?.draw as Draw),
    afterwards: [
      { at, what: 'decline', stage: 1, order: 1, code: 'declined' },
      { at, what: 'promote', stage: 1, order: 2, for: 1 },
    ],
  };
  type Outcome = FoundEntry['outcomes'][number];
  const entry = (...outcomes: Outcome[]): FoundEntry => ({ draw: draw.draw, number: 140, group: '会员', weight: 1, seats: 1, line: '', root: '', outcomes });
  const said = (outcome: Outcome, ...others: Outcome[]) => both(() => outcomeWords(draw, entry(...others, outcome), outcome));
  function both(say: () => string): [zh: string, en: string] {
    const chosen = language.value;
    const told = (['zh', 'en'] as const).map((each) => ((language.value = each), say()));
    language.value = chosen;
    return told as [string, string];
  }
  const won = (afterwards?: string): Outcome => ({ stage: 1, kind: 'winner', order: 1, ...(afterwards === undefined ? {} : { afterwards }) });
  const alternate = (order: number, afterwards?: string): Outcome => ({ stage: 1, kind: 'alternate', order, ...(afterwards === undefined ? {} : { afterwards }) });

  it('a winner who declined or was disqualified is no winner any more', () => {
    expect(said(won())).toEqual(['中奖，第 1 名', 'Winner, no. 1']);
    expect(said(won('declined'))).toEqual(['中选后放弃，原第 1 名', 'Won, then declined; was no. 1']);
    expect(said(won('disqualified (duplicate)'))).toEqual(['中选后被取消资格，原第 1 名', 'Won, then disqualified; was no. 1']);
    expect([won(), won('declined'), won('disqualified (other)')].map(hasPlace)).toEqual([true, false, false]);
  });

  it('who took the place is told, with the number where it is known', () => {
    expect(both(() => takerWords(draw, 1, { order: 2 }))).toEqual(['名额已由候补第 1 号递补', 'Alternate 1 took the place']);
    const roll = { order: 2, kind: 'alternate', number: 115, group: '会员' } as const;
    expect(both(() => takerWords(draw, 1, { order: 2, roll }))).toEqual(['名额已由候补第 1 号（编号 115）递补', 'Alternate 1 (number 115) took the place']);
  });

  it('alternates count from 1 behind the winners of their stage', () => {
    expect(said(alternate(2))).toEqual(['候补第 1 号', 'Alternate 1']);
    expect(said({ stage: 3, kind: 'alternate', order: 25 })).toEqual(['候补第 5 号', 'Alternate 5']);
    expect(hasPlace(alternate(2))).toBe(false);
  });

  it('an alternate who was promoted has the place, unless that too was given up', () => {
    expect(said(alternate(2, 'promoted for 1'))).toEqual(['候补递补，替第 1 名', 'Promoted from alternate, in place of no. 1']);
    expect(said(alternate(3, 'promoted for 2'))[0]).toBe('候补递补，替候补第 1 号');
    expect(said(alternate(2, 'promoted for 1; declined'))).toEqual(['候补递补，替第 1 名，其后放弃', 'Promoted from alternate, in place of no. 1; then declined']);
    expect(said(alternate(2, 'promoted for 1; disqualified (other)'))[0]).toBe('候补递补，替第 1 名，其后被取消资格');
    expect(said(alternate(2, 'declined'))).toEqual(['候补第 1 号，其后放弃', 'Alternate 1, then declined']);
    expect(said(alternate(2, 'disqualified (other)'))).toEqual(['候补第 1 号，其后被取消资格', 'Alternate 1, then disqualified']);
    expect([alternate(2, 'promoted for 1'), alternate(2, 'promoted for 1; declined'), alternate(2, 'declined')].map(hasPlace)).toEqual([true, false, false]);
  });

  it('is told in the list of results as well', () => {
    expect(becameWords(draw, 1, undefined)).toEqual([]);
    expect(both(() => becameWords(draw, 1, 'promoted for 1; disqualified (other)').join(' / '))).toEqual(['递补，替第 1 名 / 其后被取消资格', 'promoted, in place of no. 1 / then disqualified']);
  });

  it('whoever was not in a stage by the rules was not just not drawn', () => {
    const none = (stage: number): Outcome => ({ stage, kind: 'none' });
    expect(said(none(2))).toEqual(['未被摇到', 'Not drawn']);
    expect(said(none(2), won('declined'))).toEqual(['已在前一阶段中选，不再参加', 'Already won in an earlier stage, not in this one']);
    expect(said(none(2), alternate(2, 'promoted for 1'))[0]).toBe('未被摇到'); // the rules look at winners, not at alternates
    const rules = { ...draw.rules, stages: draw.rules.stages.map((each) => (each.id === 2 ? { ...each, except: [], from: [1] } : each)) };
    expect(outcomeWords({ ...draw, rules }, entry(alternate(2), none(2)), none(2))).toBe('未在前一阶段中选，不参加这一轮');
    expect(whyOf({ ...draw, rules }, entry(none(2)), none(2)).key).toBe('why.not-from');
    const free = { ...draw.rules, stages: draw.rules.stages.map((each) => ({ ...each, except: [] })) };
    expect(outcomeWords({ ...draw, rules: free }, entry(won(), none(2)), none(2))).toBe('未被摇到');
  });

  it('is looked up with the draw as it is by then: a page left open since the result knows nothing of it', async () => {
    const roll = { order: 2, kind: 'alternate', number: 115, group: '会员' };
    const asked: string[] = [];
    const get = vi.spyOn(api, 'get').mockImplementation((where: string) => {
      asked.push(where);
      if (where.includes('/entries/')) return Promise.resolve(entry(won('declined')) as never);
      return Promise.resolve((where.endsWith('/results') ? { rolled: 4, rows: [roll] } : draw) as never);
    });
    const text = vi.spyOn(api, 'text').mockRejectedValue(new Error('none'));
    const found = await lookUp({ ...draw, afterwards: [] }, { number: 140 }, undefined);
    expect(found.draw).toBe(draw);
    expect([...found.takers]).toEqual([[1, { order: 2, roll }]]);
    expect(asked).toHaveLength(3);
    get.mockRestore();
    text.mockRestore();
  });
});

describe('the questions', () => {
  const at = (name: string, kind: string) => fixture(name).entries.filter((each) => each.kind === kind).pop()?.draw as Draw;

  it('ask for a shake until the shakes are over, and then only who took part', () => {
    const sealed = at('prize', 'draw.seal');
    expect(questionsOf(sealed)).toContain('take');
    expect(questionsOf(at('prize', 'draw.close'))).not.toContain('take');
    expect(questionsOf(at('prize', 'draw.complete'))).not.toContain('take');
    expect(questionsOf(at('ceremony', 'draw.seal'))).not.toContain('take');
    vi.stubGlobal('localStorage', { getItem: (name: string) => (name === `twoseal.shake.${sealed.draw}.1` ? '{}' : null) });
    expect(questionsOf(at('prize', 'draw.close'))).toContain('take');
    vi.unstubAllGlobals();
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
