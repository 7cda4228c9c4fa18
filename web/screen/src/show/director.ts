import type { Draw, Entry } from '@twoseal/shared';

/** The scenes of the ritual. Which one shows follows from the ledger's entries alone, and from the pulse between them. */
export type Scene = 'before' | 'sealed' | 'contributors' | 'audience' | 'skip' | 'press' | 'waiting' | 'number' | 'drawing' | 'remark' | 'done';

/** One entry's scene, and for how long it stands before the next may come. */
export interface Beat {
  scene: Scene;
  entry: Entry;
  durationMs: number;
  /** In `drawing`: the stage. */
  stage?: number;
  /** In a replay's `waiting`: from when to when the wait was, by the ledger. */
  wait?: { fromMs: number; toMs: number };
}

/** A place inside an entry's scenes, from which a show goes on. */
export interface Place {
  index: number;
  scene: Scene;
  elapsedMs: number;
}

/** How long a drawing takes is known by who lays it out. */
export type DrawingMs = (entry: Entry) => number;

export const BEAT_MS = {
  before: 5_000,
  list: 3_000,
  sealed: 16_000,
  contributors: 7_000,
  shake: 1_500,
  close: 4_000,
  skip: 6_000,
  press: 6_000,
  number: 19_000,
  remark: 9_000,
  done: 2_000,
} as const;

/**
 * Live, and so far behind that the ritual has gone on to the press or beyond, the scenes before it go faster, so that the show meets
 * the ledger again; the order stays. What was drawn is never hurried.
 */
const BEHIND_MS = 15_000;
const CATCH_UP = 3;
const MAY_HURRY: readonly Scene[] = ['before', 'sealed', 'contributors', 'audience', 'skip'];
const REPLAY_WAIT_MAX_MS = 600_000;

/**
 * Turns entries into scenes, one after the other, each in its time. It has no clock: whoever runs the show says how much time has
 * passed. An entry's scene never begins before the scenes of all entries before it are over, however many come at once.
 */
export class Director {
  private readonly queue: Beat[] = [];
  private beat: Beat | undefined;
  private elapsed = 0;
  private shown: Entry | undefined;
  private over: Beat | undefined;
  private whole = -1;

  constructor(
    private readonly mode: 'live' | 'replay',
    private readonly drawingMs: DrawingMs,
  ) {}

  /** What the show is about to tell next, in the ledger's order. Where `from` lies in it, what comes before was seen already. */
  take(entry: Entry, from?: Place): void {
    const beats = this.beatsOf(entry);
    const at = from?.index === entry.index ? beats.findIndex((beat) => beat.scene === from.scene) : -1;
    this.queue.push(...beats.slice(Math.max(0, at)));
    if (this.beat !== undefined) return;
    this.next();
    if (from !== undefined && at >= 0 && this.beat !== undefined) this.elapsed = Math.min(from.elapsedMs, (this.beat as Beat).durationMs);
  }

  /** An entry that was there before the show began: its consequence is shown, its scene is not played. */
  settle(entry: Entry): void {
    if (this.beat !== undefined || this.queue.length > 0) throw new Error('the show has begun');
    this.shown = entry;
    this.over = this.beatsOf(entry).pop();
    this.whole = entry.index;
  }

  /**
   * Lets `ms` of the show's time pass. `ready` says whether a beat may stand where it would stand then; where it may not (the rolls
   * are still on their way) the show waits.
   */
  advance(ms: number, ready: (beat: Beat, elapsedMs: number) => boolean = () => true): void {
    let left = this.hurries ? ms * CATCH_UP : ms;
    while (this.beat !== undefined) {
      const step = Math.min(left, this.beat.durationMs - this.elapsed);
      if (!ready(this.beat, this.elapsed + step)) return;
      this.elapsed += step;
      left -= step;
      if (this.elapsed < this.beat.durationMs) return;
      this.over = this.beat;
      this.next();
      if (this.beat?.entry !== this.over.entry) this.whole = this.over.entry.index;
    }
  }

  /** The scene that plays now; nothing while the show rests. */
  get playing(): Beat | undefined {
    return this.beat;
  }

  get elapsedMs(): number {
    return this.elapsed;
  }

  /** The scene that was played or settled last. */
  get last(): Beat | undefined {
    return this.over;
  }

  /** The newest entry the show has reached. Its draw is all that may be shown of the draw. */
  get reached(): Entry | undefined {
    return this.shown;
  }

  /** Up to which entry everything was shown; -1 where nothing was. */
  get shownTo(): number {
    return this.whole;
  }

  /** How much show is still to come. */
  get behindMs(): number {
    const rest = this.beat === undefined ? 0 : this.beat.durationMs - this.elapsed;
    return this.queue.reduce((sum, beat) => sum + beat.durationMs, rest);
  }

  private get hurries(): boolean {
    if (this.mode !== 'live' || this.beat === undefined || !MAY_HURRY.includes(this.beat.scene)) return false;
    return this.behindMs > BEHIND_MS && this.queue.some((beat) => !MAY_HURRY.includes(beat.scene));
  }

  private next(): void {
    this.beat = this.queue.shift();
    this.elapsed = 0;
    if (this.beat !== undefined) this.shown = this.beat.entry;
  }

  private beatsOf(entry: Entry): Beat[] {
    const draw = entry.draw;
    const beat = (scene: Scene, durationMs: number, more: Partial<Beat> = {}): Beat => ({ scene, entry, durationMs, ...more });
    switch (entry.kind) {
      case 'draw.announce':
      case 'draw.attempt':
        return [beat('before', BEAT_MS.before)];
      case 'draw.list':
      case 'draw.list-checked':
        return [beat('before', BEAT_MS.list)];
      case 'draw.seal':
        return [beat('sealed', BEAT_MS.sealed)];
      case 'draw.reveal':
        return [beat('contributors', BEAT_MS.contributors)];
      case 'draw.shake':
        return [beat('audience', BEAT_MS.shake)];
      case 'draw.close':
        return [beat('audience', BEAT_MS.close)];
      case 'draw.skip':
        return [beat('skip', BEAT_MS.skip)];
      case 'draw.press':
        return [beat('press', BEAT_MS.press), ...this.replayedWait(entry, draw)];
      case 'draw.result': {
        const results = draw?.results ?? [];
        const stage = results[results.length - 1]?.stage;
        const drawing = beat('drawing', this.drawingMs(entry), { stage });
        return results.length === 1 ? [beat('number', BEAT_MS.number), drawing] : [drawing];
      }
      case 'ledger.remark':
        return [beat('remark', BEAT_MS.remark)];
      case 'draw.complete':
      case 'draw.decline':
      case 'draw.disqualify':
      case 'draw.promote':
        return [beat('done', BEAT_MS.done)];
      default:
        // A kind of a later version: nothing of it can be told here, and nothing is made up.
        return [];
    }
  }

  /** In a replay the wait is played as long as it was; live it lasts until the next entry. */
  private replayedWait(entry: Entry, draw: Draw | undefined): Beat[] {
    const dueMs = draw?.fixed?.dueMs;
    if (this.mode !== 'replay' || dueMs === undefined || draw?.rules.entropy === 'ceremony') return [];
    const wait = { fromMs: entry.timeMs, toMs: dueMs };
    return [{ scene: 'waiting', entry, durationMs: Math.min(Math.max(0, dueMs - entry.timeMs), REPLAY_WAIT_MAX_MS), wait }];
  }
}

/** What the screen shows while no scene plays: where the ritual stands, and what the pulse says of the moment. */
export interface Between {
  handsUp: boolean;
  shakesWaiting: number;
  byDefault: boolean;
}

/** The scene in which the show rests, from the newest entry reached and the pulse. */
export function restingScene(entry: Entry | undefined, between: Between): Scene {
  const draw = entry?.draw;
  if (draw === undefined) return 'before';
  if (draw.completed !== undefined) return 'done';
  if (draw.results.length > 0) return 'drawing';
  if (draw.rules.entropy === 'ceremony' && draw.reveals.length > 0) return 'contributors';
  if (draw.pressed !== undefined || draw.fixed !== undefined || between.byDefault) return 'waiting';
  if (draw.sealed === undefined) return 'before';
  if (between.handsUp) return 'press';
  if (draw.shakes !== undefined || between.shakesWaiting > 0) return 'audience';
  return draw.contributors.length > 0 ? 'contributors' : 'sealed';
}
