import type { StageResult } from '@twoseal/shared';
import { describe, expect, it } from 'vitest';
import { INTRO_MS, type Moment, layoutOf, momentAt, planOf, rollsNeeded } from '../src/show/plan';

const PER_PAGE = { alone: 5, list: 24, columns: 36, pages: 72 };
const result = (rolled: number, winners = rolled) => ({ rolled, winners }) as StageResult;
const FLASH_MS = 1000 / 3;

describe('how a stage is laid out', () => {
  it.each([
    [0, 'alone'],
    [1, 'alone'],
    [4, 'alone'],
    [20, 'list'],
    [60, 'list'],
    [800, 'columns'],
    [20_000, 'pages'],
    [2_000_000, 'pages'],
  ] as const)('%d rolls: %s', (rolled, layout) => {
    expect(layoutOf(rolled)).toBe(layout);
  });

  it('gives winners more time than alternates', () => {
    const { steps } = planOf(result(4, 1), PER_PAGE);
    expect(steps[0]).toBeGreaterThan(steps[1] as number);
  });

  it.each([1, 4, 20, 60, 800, 1500, 20_000, 2_000_000])('%d rolls take at most four minutes', (rolled) => {
    expect(planOf(result(rolled), PER_PAGE).totalMs).toBeLessThanOrEqual(240_000);
  });

  it.each([1501, 20_000, 200_000, 2_000_000])('%d rolls: no page stands so short that it flashes', (rolled) => {
    const plan = planOf(result(rolled), PER_PAGE);
    expect(Math.min(...plan.steps)).toBeGreaterThan(FLASH_MS);
  });

  it('says when it leaves pages out, and always shows the last', () => {
    const plan = planOf(result(2_000_000), PER_PAGE);
    expect(plan.stride).toBeGreaterThan(1);
    const pages = walk(plan).map((moment) => moment.page);
    expect(pages[0]).toBe(0);
    expect(Math.max(...pages)).toBe(Math.ceil(2_000_000 / 72) - 1);
    expect(planOf(result(3000), PER_PAGE).stride).toBe(1);
  });
});

describe('a moment of it', () => {
  it.each([1, 4, 20, 800, 20_000])('%d rolls are locked in order, and all of them in the end', (rolled) => {
    const locked = walk(planOf(result(rolled), PER_PAGE)).map((moment) => moment.locked);
    expect(locked).toEqual([...locked].sort((a, b) => a - b));
    expect(locked[locked.length - 1]).toBe(rolled);
  });

  it('is the intro first, for an empty pool too', () => {
    expect(momentAt(planOf(result(1), PER_PAGE), INTRO_MS - 1).phase).toBe('intro');
    expect(momentAt(planOf(result(0), PER_PAGE), 0).phase).toBe('over');
  });

  it('turns the roll after those that are locked', () => {
    const plan = planOf(result(20), PER_PAGE);
    const moment = momentAt(plan, INTRO_MS + 6000 + 100);
    expect(moment).toMatchObject({ locked: 1, turning: 1, stepMs: 100, ofMs: 6000 });
  });

  it('needs the rolls of its page and no others', () => {
    const plan = planOf(result(20_000), PER_PAGE);
    for (const moment of walk(plan)) {
      const { from, to } = rollsNeeded(plan, moment);
      expect(from % 72).toBe(0);
      expect(to - from).toBeLessThanOrEqual(72);
      expect(moment.locked).toBeLessThanOrEqual(Math.max(to, moment.phase === 'intro' ? 0 : to));
    }
  });

  it('rests as over', () => {
    expect(momentAt(planOf(result(800), PER_PAGE), Number.POSITIVE_INFINITY)).toMatchObject({ phase: 'over', locked: 800, turning: -1 });
  });
});

function walk(plan: ReturnType<typeof planOf>): Moment[] {
  const moments: Moment[] = [];
  for (let ms = 0; ms <= plan.totalMs; ms += 97) moments.push(momentAt(plan, ms));
  return moments;
}
