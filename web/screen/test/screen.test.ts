import type { Api, Entry, Roll } from '@twoseal/shared';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../shared/test/fixture';
import { wordsAreWhole } from '../../shared/test/words';
import { railOf } from '../src/frame/rail';
import { POINTS_MAX, pointAt, shakesAPoint } from '../src/parts/points';
import { Rolls } from '../src/show/rolls';
import { askedFor } from '../src/show/show';
import { words } from '../src/words';

describe('the screen’s words', () => {
  wordsAreWhole(words);
});

describe('the rail', () => {
  const at = (name: string, kind: string) => fixture(name).entries.filter((each) => each.kind === kind).pop()?.draw;
  const names = (steps: ReturnType<typeof railOf>) => steps.map((step) => step.key.replace('rail.', ''));

  it('has the ritual’s steps in their order', () => {
    expect(names(railOf(at('prize', 'draw.complete'), 'done'))).toEqual(['announced', 'list', 'checked', 'sealed', 'shakes', 'reveals', 'pressed', 'waiting', 'drawing', 'done']);
    expect(names(railOf(at('ceremony', 'draw.complete'), 'done'))).toEqual(['announced', 'list', 'checked', 'sealed', 'pressed', 'reveals', 'drawing', 'done']);
    expect(names(railOf(at('dry', 'draw.seal'), 'sealed'))).not.toContain('checked');
  });

  it('has one present step, and at the end none', () => {
    for (const { draw } of fixture('prize').entries) {
      const steps = railOf(draw, 'before');
      expect(steps.filter((step) => step.state === 'now')).toHaveLength(draw?.completed ? 0 : 1);
    }
    expect(railOf(at('prize', 'draw.complete'), 'done').every((step) => step.state === 'past')).toBe(true);
  });
});

describe('the field of points', () => {
  it('never puts two at one place, and spreads them', () => {
    const seen = new Set<string>();
    let left = 0;
    for (let i = 0; i < 5000; i++) {
      const { x, y } = pointAt(i);
      seen.add(`${Math.round(x * 2000)},${Math.round(y * 1000)}`);
      if (x < 0.5) left++;
    }
    expect(seen.size).toBeGreaterThan(4950);
    expect(Math.abs(left - 2500)).toBeLessThan(25);
  });

  it('holds no more than it can', () => {
    for (const shakes of [0, 1, 20_000, 20_001, 655_360_000]) expect(shakes / shakesAPoint(shakes)).toBeLessThanOrEqual(POINTS_MAX);
    expect(shakesAPoint(20_000)).toBe(1);
  });
});

describe('the rolls', () => {
  const result = fixture('thousands').entries.find((each) => each.kind === 'draw.result') as Entry;

  it('of the first thousand come with the entry', () => {
    const rolls = new Rolls(noApi, 'D-18');
    rolls.keep(result);
    expect(rolls.get(1, 1, 0, 72)?.map((roll) => roll.order)).toEqual(Array.from({ length: 72 }, (_, i) => i + 1));
  });

  it('further on are asked for once, and are not there until they have come', async () => {
    const asked: unknown[] = [];
    let give: (page: { rows: Roll[] }) => void = () => {};
    const api = { get: (_path: string, ask: { query?: object }) => (asked.push(ask.query), new Promise((resolve) => (give = resolve as typeof give))) } as unknown as Pick<Api, 'get'>;
    let changed = 0;
    const rolls = new Rolls(api, 'D-18', () => changed++);
    rolls.keep(result);
    expect(rolls.get(1, 1, 990, 1010)).toBeUndefined();
    expect(rolls.get(1, 1, 990, 1010)).toBeUndefined();
    expect(asked).toEqual([{ attempt: 1, stage: 1, from: 1000, limit: 1000 }]);
    give({ rows: Array.from({ length: 1000 }, (_, i) => ({ order: 1001 + i, kind: 'winner' as const, number: i, group: 'a' })) });
    await Promise.resolve();
    await Promise.resolve();
    expect(changed).toBe(1);
    expect(rolls.get(1, 1, 990, 1010)?.map((roll) => roll.order)).toEqual(Array.from({ length: 20 }, (_, i) => 991 + i));
  });
});

const noApi = { get: () => Promise.reject(new Error('not asked')) } as unknown as Pick<Api, 'get'>;

describe('the address', () => {
  const asked = (pathname: string, search = '') => askedFor({ pathname, search, origin: 'https://draws.example' });

  it('names the draw, and a replay with its speed', () => {
    expect(asked('/screen/D-17')).toEqual({ draw: 'D-17', replay: false, speed: 1, origin: 'https://draws.example' });
    expect(asked('/screen/D-17/', '?replay=1&speed=8')).toMatchObject({ draw: 'D-17', replay: true, speed: 8 });
  });

  it.each(['0', '-1', 'NaN', 'fast', '1e9'])('takes no speed such as %s', (speed) => {
    expect(asked('/screen/D-17', `?replay=1&speed=${speed}`).speed).toBe(1);
  });
});
