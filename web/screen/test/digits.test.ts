import { describe, expect, it } from 'vitest';
import { digitsOf, positionOf, possible, reel, widthOf } from '../src/show/digits';

describe('what the reels may show', () => {
  it('is a digit of some entry’s number, and each such digit', () => {
    const missing: string[] = [];
    for (const entries of [1, 7, 24, 100, 2800, 4210]) {
      const width = widthOf(entries);
      for (let number = 1; number <= entries; number++) {
        const digits = digitsOf(number, width);
        for (let at = 0; at < width; at++) {
          const before = digits.slice(0, at);
          if (!possible(entries, width, before).includes(digits[at] as number)) missing.push(`${number} of ${entries} at ${at}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });

  it('never leads to a number that no entry has', () => {
    const entries = 2800;
    const reached: number[] = [];
    const walk = (before: number[]) => {
      if (before.length === 4) {
        reached.push(Number(before.join('')));
        return;
      }
      for (const digit of possible(entries, 4, before)) walk([...before, digit]);
    };
    walk([]);
    expect(reached).toEqual(Array.from({ length: entries }, (_, i) => i + 1));
  });
});

describe('a reel', () => {
  it('never turns back, is continuous, and stands on its digit when it has landed', () => {
    for (const digits of [[0, 1, 2], [1], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
      for (const from of digits) {
        for (const to of digits) {
          const way = reel(digits, from, to, 9, 1000, 2600);
          let last = positionOf(way, 0);
          expect(digits[last % digits.length]).toBe(from);
          const steps: number[] = [];
          for (let ms = 1; ms <= 3000; ms += 1) {
            steps.push(positionOf(way, ms) - last);
            last += steps[steps.length - 1] as number;
          }
          expect(Math.min(...steps)).toBeGreaterThanOrEqual(-1e-9);
          expect(Math.max(...steps)).toBeLessThan(0.05);
          last = positionOf(way, 3000);
          expect(digits[last % digits.length]).toBe(to);
        }
      }
    }
  });

  it('refuses a digit that cannot be', () => {
    expect(() => reel([0, 1], 0, 7, 9, 1, 2)).toThrow('7');
  });
});
