import type { Entry } from '@twoseal/shared';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../shared/test/fixture';
import { BEAT_MS, Director, type Scene, restingScene } from '../src/show/director';
import { planOf } from '../src/show/plan';

const PER_PAGE = { alone: 5, list: 24, columns: 36, pages: 72 };
const drawingMs = (entry: Entry) => {
  const results = entry.draw?.results ?? [];
  const result = results[results.length - 1];
  return result ? planOf(result, PER_PAGE).totalMs : 0;
};
const CALM = { handsUp: false, shakesWaiting: 0, byDefault: false };

/** Runs the show to its end in steps of `stepMs` and tells each scene with its entry's index, as it begins. */
function run(director: Director, stepMs: number): string[] {
  const told: string[] = [];
  let before: unknown;
  const look = () => {
    const beat = director.playing;
    if (beat !== undefined && beat !== before) told.push(`${beat.scene} ${beat.entry.index}`);
    before = beat;
  };
  look();
  for (let i = 0; i < 1_000_000 && director.playing !== undefined; i++) {
    director.advance(stepMs);
    look();
  }
  return told;
}

/** The whole show of a fixture, by scene. */
function show(name: string, mode: 'live' | 'replay', stepMs = 50): { scenes: Scene[]; indexes: number[] } {
  const director = new Director(mode, drawingMs);
  for (const entry of fixture(name).entries) director.take(entry);
  const told = run(director, stepMs).map((each) => each.split(' ') as [Scene, string]);
  return { scenes: told.map(([scene]) => scene), indexes: told.map(([, index]) => Number(index)) };
}

const once = (scenes: Scene[]) => scenes.filter((scene, i) => scene !== scenes[i - 1]);

describe('the show', () => {
  it('started anew goes on inside the scene where it was, with nothing twice and nothing left out', () => {
    const { entries } = fixture('prize');
    const whole = show('prize', 'live');
    for (const stopAfter of [1, 3, 9, 12].map((n) => whole.scenes.length - n)) {
      const first = new Director('live', drawingMs);
      for (const entry of entries) first.take(entry);
      const told: string[] = [];
      let before: unknown;
      while (told.length < stopAfter || first.elapsedMs < 300) {
        if (first.playing !== before) told.push(`${first.playing?.scene} ${first.playing?.entry.index}`);
        before = first.playing;
        first.advance(50);
      }
      const place = { index: first.playing?.entry.index ?? -1, scene: first.playing?.scene ?? 'done', elapsedMs: first.elapsedMs };

      const second = new Director('live', drawingMs);
      for (const entry of entries) {
        if (entry.index <= first.shownTo && second.playing === undefined) second.settle(entry);
        else second.take(entry, place);
      }
      expect(second.elapsedMs).toBe(place.elapsedMs);
      const rest = run(second, 50);
      expect(rest[0]).toBe(told[told.length - 1]);
      expect([...told.slice(0, -1), ...rest]).toEqual(whole.scenes.map((scene, i) => `${scene} ${whole.indexes[i]}`));
    }
  });

  it('tells a prize draw scene by scene', () => {
    const { scenes } = show('prize', 'replay');
    expect(once(scenes)).toEqual(['before', 'sealed', 'contributors', 'audience', 'press', 'waiting', 'number', 'drawing', 'done', 'remark']);
    expect(scenes.filter((scene) => scene === 'drawing')).toHaveLength(3);
    expect(scenes.filter((scene) => scene === 'number')).toHaveLength(1);
  });

  it('tells a ceremony: the press comes before the reveals, and there is no wait for a beacon', () => {
    expect(once(show('ceremony', 'replay').scenes)).toEqual(['before', 'sealed', 'press', 'contributors', 'number', 'drawing', 'done']);
  });

  it.each(['prize', 'ceremony', 'dry', 'thousands', 'late'])('never loses the ledger’s order: %s, all entries at once', (name) => {
    const entries = fixture(name).entries.map((each) => each.index);
    for (const mode of ['live', 'replay'] as const) {
      const { indexes } = show(name, mode);
      expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
      expect(new Set(indexes)).toEqual(new Set(entries));
    }
  });

  it('tells the same at any speed and in any steps', () => {
    const slow = show('dry', 'replay', 7);
    expect(show('dry', 'replay', 1000)).toEqual(slow);
    const director = new Director('replay', drawingMs);
    for (const entry of fixture('dry').entries) director.take(entry);
    director.advance(10_000_000);
    expect(director.playing).toBeUndefined();
    expect(director.reached?.index).toBe(slow.indexes[slow.indexes.length - 1]);
  });

  it('never shows a draw beyond the entry it has reached', () => {
    const { entries } = fixture('prize');
    const director = new Director('live', drawingMs);
    for (const entry of entries) director.take(entry);
    const seal = entries.find((each) => each.kind === 'draw.seal') as Entry;
    while (director.playing?.scene !== 'sealed') director.advance(100);
    expect(director.reached).toBe(seal);
    expect(director.reached?.draw?.results).toEqual([]);
  });

  it('is played from where it is when more comes, after a pause of the feed too', () => {
    const { entries } = fixture('prize');
    const director = new Director('live', drawingMs);
    for (const entry of entries.slice(0, 4)) director.take(entry);
    director.advance(1000);
    for (const entry of entries.slice(4)) director.take(entry);
    const told = run(director, 100).map((each) => Number(each.split(' ')[1]));
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('stands still while paused', () => {
    const director = new Director('live', drawingMs);
    for (const entry of fixture('prize').entries) director.take(entry);
    director.advance(3000);
    const { elapsedMs, playing } = director;
    for (let i = 0; i < 100; i++) director.advance(0);
    expect(director.elapsedMs).toBe(elapsedMs);
    expect(director.playing).toBe(playing);
  });

  it('waits where it may not go on, and goes on from there', () => {
    const director = new Director('live', drawingMs);
    const entries = fixture('thousands').entries;
    for (const entry of entries) director.take(entry);
    while (director.playing?.scene !== 'drawing') director.advance(100);
    director.advance(60_000, (beat, atMs) => beat.scene !== 'drawing' || atMs < 10_000);
    expect(director.playing?.scene).toBe('drawing');
    expect(director.elapsedMs).toBeLessThan(10_000);
    director.advance(1000);
    expect(director.elapsedMs).toBeGreaterThanOrEqual(1000);
  });

  it('does not play history: what was settled rests, and what comes after it is played', () => {
    const { entries } = fixture('prize');
    const director = new Director('live', drawingMs);
    const press = entries.findIndex((each) => each.kind === 'draw.press');
    for (const entry of entries.slice(0, press + 1)) director.settle(entry);
    expect(director.playing).toBeUndefined();
    expect(restingScene(director.reached, CALM)).toBe('waiting');
    for (const entry of entries.slice(press + 1)) director.take(entry);
    expect(director.playing?.scene).toBe('number');
    expect(() => director.settle(entries[0] as Entry)).toThrow('begun');
  });

  it('hurries what leads up to the press when the ritual is ahead, never what was drawn', () => {
    const { entries } = fixture('prize');
    const director = new Director('live', drawingMs);
    for (const entry of entries) director.take(entry);
    director.advance(1000);
    expect(director.elapsedMs).toBe(3000);
    while (director.playing?.scene !== 'number') director.advance(10);
    const before = director.elapsedMs;
    director.advance(1000);
    expect(director.elapsedMs).toBe(before + 1000);
  });

  it('plays a wait in a replay as long as it was, and keeps to the ledger’s times', () => {
    const { entries } = fixture('prize');
    const director = new Director('replay', drawingMs);
    for (const entry of entries) director.take(entry);
    while (director.playing?.scene !== 'waiting') director.advance(100);
    const press = entries.find((each) => each.kind === 'draw.press') as Entry;
    expect(director.playing.durationMs).toBe(126_000);
    expect(director.playing.wait).toEqual({ fromMs: press.timeMs, toMs: press.timeMs + 126_000 });
  });

  it('tells nothing of a kind it does not know', () => {
    const director = new Director('live', drawingMs);
    director.take({ ...(fixture('prize').entries[0] as Entry), kind: 'draw.unheard-of' });
    expect(director.playing).toBeUndefined();
  });

  it('gives every scene time to be read', () => {
    expect(Math.min(...Object.values(BEAT_MS))).toBeGreaterThanOrEqual(1500);
  });
});

describe('between the scenes', () => {
  const at = (name: string, kind: string) => {
    const { entries } = fixture(name);
    return entries.filter((each) => each.kind === kind).pop();
  };

  it.each([
    ['prize', 'draw.announce', CALM, 'before'],
    ['prize', 'draw.list-checked', CALM, 'before'],
    ['prize', 'draw.seal', CALM, 'contributors'],
    ['thousands', 'draw.seal', CALM, 'sealed'],
    ['thousands', 'draw.seal', { ...CALM, shakesWaiting: 3 }, 'audience'],
    ['prize', 'draw.close', CALM, 'audience'],
    ['prize', 'draw.close', { ...CALM, handsUp: true }, 'press'],
    ['thousands', 'draw.seal', { ...CALM, byDefault: true }, 'waiting'],
    ['prize', 'draw.press', { ...CALM, handsUp: true }, 'waiting'],
    ['ceremony', 'draw.press', CALM, 'waiting'],
    ['ceremony', 'draw.reveal', CALM, 'contributors'],
    ['prize', 'draw.result', CALM, 'drawing'],
    ['prize', 'draw.complete', CALM, 'done'],
    ['prize', 'ledger.remark', CALM, 'done'],
  ] as const)('%s after %s rests in its scene', (name, kind, between, scene) => {
    expect(restingScene(at(name, kind), between)).toBe(scene);
  });

  it('begins before everything', () => {
    expect(restingScene(undefined, CALM)).toBe('before');
  });
});
