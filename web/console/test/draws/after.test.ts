import { type Draw, language, orderShown, type Roll } from '@twoseal/shared';
import { describe, expect, it } from 'vitest';
import { mayGo, nextPromotion } from '../../src/draws/afterwards';
import { sizeText } from '../../src/draws/bytes';
import { rollMatches } from '../../src/draws/useRolls';
import { placeWords } from '../../src/draws/words/after';
import { place } from './fixtures';

const ROLLS: Roll[] = [
  { order: 1, kind: 'winner', number: 114, group: '全体', name: '张**' },
  { order: 0, kind: 'skipped', number: 9, group: '全体' },
  { order: 2, kind: 'winner', number: 2_433, group: '全体', name: '王**' },
  { order: 3, kind: 'alternate', number: 1_952, group: '全体' },
  { order: 4, kind: 'alternate', number: 1_471, group: 'B' },
];

type What = Draw['afterwards'][number];

function gave(what: What['what'], order: number, forOrder?: number): What {
  return {
    at: place(30, 'xinglan/organiser', 'office/notary'),
    what,
    stage: 1,
    order,
    ...(forOrder === undefined ? {} : { for: forOrder }),
  };
}

describe('the next alternate (DRAW-15)', () => {
  it('is nobody while no place is vacant', () => {
    expect(nextPromotion([], 1, ROLLS)).toBeUndefined();
    expect(nextPromotion([gave('decline', 3)], 1, ROLLS)).toBeUndefined();
    expect(nextPromotion([{ ...gave('decline', 1), stage: 2 }], 1, ROLLS)).toBeUndefined();
  });

  it('takes the first vacant place', () => {
    expect(nextPromotion([gave('decline', 2)], 1, ROLLS)).toEqual({ stage: 1, order: 3, number: 1_952, for: 2 });
    expect(nextPromotion([gave('decline', 2), gave('disqualify', 1)], 1, ROLLS)).toMatchObject({ order: 3, for: 1 });
  });

  it('is the one after those who are gone or promoted', () => {
    expect(nextPromotion([gave('decline', 1), gave('decline', 3)], 1, ROLLS)).toMatchObject({ order: 4, for: 1 });
    expect(nextPromotion([gave('decline', 1), gave('promote', 3, 1), gave('decline', 2)], 1, ROLLS)).toMatchObject({ order: 4, for: 2 });
  });

  it('takes the place of a promoted alternate who gave it up', () => {
    expect(nextPromotion([gave('decline', 1), gave('promote', 3, 1), gave('decline', 3)], 1, ROLLS)).toMatchObject({ order: 4, for: 3 });
  });

  it('is nobody once there is none left', () => {
    expect(nextPromotion([gave('decline', 1), gave('decline', 3), gave('decline', 4)], 1, ROLLS)).toBeUndefined();
  });

  it('leaves those who may still go', () => {
    expect(mayGo([gave('decline', 1)], 1, ROLLS).map((roll) => roll.order)).toEqual([2, 3, 4]);
  });
});

describe('a row of the results', () => {
  it.each([
    ['', 5],
    ['1952', 1],
    ['2', 2],
    ['张', 1],
    ['b', 1],
    ['nobody', 0],
  ])('is found by %s in %i rows', (words, count) => {
    expect(ROLLS.filter((roll) => rollMatches(roll, words, orderShown(roll, { winners: 2 })))).toHaveLength(count);
  });
});

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [113_001, '110 KiB'],
    [4_294_967_296, '4.0 GiB'],
  ])('%i is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});

describe('a place', () => {
  it('is called as on screen and phone: alternates are counted from 1', () => {
    const result = { winners: 2 };
    expect([1, 2, 3, 4].map((order) => placeWords(order, result))).toEqual(['第 1 名', '第 2 名', '候补第 1 号', '候补第 2 号']);
    expect(ROLLS.map((roll) => orderShown(roll, result))).toEqual([1, 0, 2, 1, 2]);
    language.value = 'en';
    expect([2, 3].map((order) => placeWords(order, result))).toEqual(['no. 2', 'alternate 1']);
    language.value = 'zh';
  });
});
