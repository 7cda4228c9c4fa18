import { expect, it } from 'vitest';
import { alternateRank, became } from '../src/afterwards';

it('what became of a place is read from the service’s words', () => {
  expect(became(undefined)).toEqual([]);
  expect(became('promoted for 12; disqualified (duplicate)')).toEqual([
    { what: 'promoted', for: 12 },
    { what: 'disqualified', code: 'duplicate' },
  ]);
  expect(became('other')).toEqual([{ what: 'declined', code: 'other' }]);
});

it('alternates count from 1 behind the winners', () => {
  expect(alternateRank(2, { winners: 1 })).toBe(1);
  expect(alternateRank(25, { winners: 20 })).toBe(5);
  expect(alternateRank(1, { winners: 0 })).toBe(1);
});
