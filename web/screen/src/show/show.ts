import { type Draw, type Entry, type Pulse, Api, follow, path, readEvents, Refusal } from '@twoseal/shared';
import { type ComputedRef, type InjectionKey, type Ref, type ShallowRef, computed, inject, ref, shallowRef } from 'vue';
import { type Beat, Director, type Place, type Scene, restingScene } from './director';
import { type Heard, type Known, NOTHING, learn, ledgerNowMs } from './known';
import { type DrawPlan, type Layout, momentAt, planOf, rollsNeeded } from './plan';
import { Rolls } from './rolls';

export interface Asked {
  draw: string;
  replay: boolean;
  speed: number;
  origin: string;
}

/** What the scenes see. They show it and decide nothing. */
export interface Show {
  asked: Asked;
  scene: ComputedRef<Scene>;
  beat: ShallowRef<Beat | undefined>;
  entry: ShallowRef<Entry | undefined>;
  draw: ComputedRef<Draw | undefined>;
  /** Milliseconds into the scene of `beat`; infinite once it rests. */
  elapsedMs: Ref<number>;
  /** The ledger's time, for what is counted down. */
  nowMs: Ref<number>;
  known: ShallowRef<Known>;
  pulse: ComputedRef<Pulse | undefined>;
  rolls: Rolls;
  /** Grows when further rolls have come. */
  rollsVersion: Ref<number>;
  reduced: boolean;
  missing: Ref<boolean>;
  /** Where participants go. */
  phoneUrl: string;
}

export const SHOW: InjectionKey<Show> = Symbol('show');

export function useShow(): Show {
  const show = inject(SHOW);
  if (show === undefined) throw new Error('no show');
  return show;
}

const PACE = { slow: 0.6, normal: 1, fast: 2 } as const;
const FRAME_MAX_MS = 1_000;
const RESUME_WITHIN_MS = 600_000;
const KEEP_EVERY_MS = 500;

/** Rolls on a page of each layout: the grid of the drawing has that many cells. Labels of several groups take room. */
const PER_PAGE: Readonly<Record<Layout, number>> = { alone: 5, list: 24, columns: 36, pages: 72 };
const PER_PAGE_LABELLED: Readonly<Record<Layout, number>> = { alone: 5, list: 24, columns: 24, pages: 48 };

/** How the stage that a draw.result brought is shown. */
export function drawingPlan(entry: Entry): DrawPlan | undefined {
  const draw = entry.draw;
  const result = draw?.results[draw.results.length - 1];
  return draw && result && planOf(result, groupsOf(draw, result.stage).length > 1 ? PER_PAGE_LABELLED : PER_PAGE);
}

/** The groups of the list that a stage draws from. */
export function groupsOf(draw: Draw, stage: number): { label: string; entries: number }[] {
  const wanted = draw.rules.stages.find((each) => each.id === stage)?.groups ?? [];
  const all = draw.list?.groups ?? [];
  return wanted.length === 0 ? all : all.filter((each) => wanted.includes(each.label));
}

/** Reads the address: /screen/D-17?replay=1&speed=4 */
export function askedFor(location: Pick<Location, 'pathname' | 'search' | 'origin'>): Asked {
  const query = new URLSearchParams(location.search);
  const speed = Number(query.get('speed') ?? '1');
  return {
    draw: decodeURIComponent(location.pathname.replace(/\/$/, '').split('/').pop() ?? ''),
    replay: query.has('replay') && query.get('replay') !== '0',
    speed: Number.isFinite(speed) && speed > 0 && speed <= 1000 ? speed : 1,
    origin: location.origin,
  };
}

/** Starts the show: hears the feed (or reads it whole, for a replay) and runs the director frame by frame. */
export function startShow(asked: Asked, api = new Api()): Show {
  const known = shallowRef<Known>(NOTHING);
  const beat = shallowRef<Beat>();
  const entry = shallowRef<Entry>();
  const elapsedMs = ref(Number.POSITIVE_INFINITY);
  const nowMs = ref(Date.now());
  const rollsVersion = ref(0);
  const missing = ref(false);
  const resting = shallowRef<Scene>('before');
  const rolls = new Rolls(api, asked.draw, () => rollsVersion.value++);
  const director = new Director(asked.replay ? 'replay' : 'live', (each) => drawingPlan(each)?.totalMs ?? 0);
  const memory = new Memory(asked.draw);
  let told = 0;

  const hear = (heard: Heard) => {
    known.value = learn(known.value, heard);
    tell();
  };

  /** Hands what is new to the director, once it is clear what is history. */
  const tell = () => {
    const { entries, sizeAtStart } = known.value;
    if (!asked.replay && sizeAtStart === undefined) return;
    for (; told < entries.length; told++) {
      const each = entries[told] as Entry;
      rolls.keep(each);
      const isHistory = !asked.replay && each.index < (sizeAtStart ?? 0) && each.index <= memory.resumeAfter;
      if (isHistory && director.playing === undefined) director.settle(each);
      else director.take(each, memory.place);
    }
  };

  const ready = (each: Beat, atMs: number) => {
    const plan = each.scene === 'drawing' ? drawingPlan(each.entry) : undefined;
    if (plan === undefined || each.stage === undefined) return true;
    const { from, to } = rollsNeeded(plan, momentAt(plan, atMs));
    const ahead = Math.min(plan.rolled, to + plan.perPage * plan.stride * 4);
    if (ahead > to && plan.stride < 10) rolls.get(each.entry.attempt, each.stage, to, ahead);
    return rolls.get(each.entry.attempt, each.stage, from, to) !== undefined;
  };

  let lastMs: number | undefined;
  const frame = (atMs: number) => {
    requestAnimationFrame(frame);
    const passedMs = Math.min(FRAME_MAX_MS, atMs - (lastMs ?? atMs));
    lastMs = atMs;
    const show = known.value.pulse?.show;
    const pace = asked.replay ? asked.speed : show?.state === 'paused' ? 0 : PACE[show?.pace ?? 'normal'];
    director.advance(passedMs * pace, ready);
    const playing = director.playing;
    if (!asked.replay) memory.keep(director, atMs);
    beat.value = playing ?? director.last;
    entry.value = director.reached;
    elapsedMs.value = playing === undefined ? Number.POSITIVE_INFINITY : director.elapsedMs;
    nowMs.value = playing?.wait ? waitNow(playing, director.elapsedMs) : asked.replay ? (director.reached?.timeMs ?? 0) : ledgerNowMs(known.value, Date.now());
    resting.value = restingScene(director.reached, {
      handsUp: !asked.replay && (known.value.pulse?.hands.organiser === true || known.value.pulse?.hands.notary === true),
      shakesWaiting: asked.replay ? 0 : (known.value.pulse?.shakesWaiting ?? 0),
      byDefault: !asked.replay && known.value.pulse?.fixed?.byDefault === true,
    });
  };
  requestAnimationFrame(frame);

  const events = path('/draws/{draw}/events', { draw: asked.draw });
  if (asked.replay) {
    void api
      .text(events, { query: { until: 'now' }, headers: { Accept: 'text/event-stream' } })
      .then(({ text }) => {
        for (const each of readEvents(text)) if (each.event === 'entry') hear({ type: 'entry', entry: JSON.parse(each.data) as Entry, atMs: Date.now() });
      })
      .catch((e: unknown) => {
        missing.value = e instanceof Refusal && e.status === 404;
      });
  } else {
    follow(api.url(events), {
      entry: (each) => hear({ type: 'entry', entry: each, atMs: Date.now() }),
      pulse: (each) => hear({ type: 'pulse', pulse: each, atMs: Date.now() }),
      open: (isOpen) => {
        hear({ type: 'line', isOpen, atMs: Date.now() });
        if (!isOpen && known.value.line === 'not-yet') void isMissing(api, asked.draw).then((isIt) => (missing.value = isIt));
      },
    });
  }

  return {
    asked,
    scene: computed(() => (elapsedMs.value === Number.POSITIVE_INFINITY ? resting.value : (beat.value?.scene ?? resting.value))),
    beat,
    entry,
    draw: computed(() => entry.value?.draw),
    elapsedMs,
    nowMs,
    known,
    pulse: computed(() => (asked.replay ? undefined : known.value.pulse)),
    rolls,
    rollsVersion,
    reduced: globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false,
    missing,
    phoneUrl: `${asked.origin}/d/${asked.draw}`,
  };
}

function waitNow(beat: Beat, elapsed: number): number {
  const wait = beat.wait as { fromMs: number; toMs: number };
  return wait.toMs - Math.max(0, beat.durationMs - elapsed);
}

async function isMissing(api: Api, draw: string): Promise<boolean> {
  try {
    await api.get(path('/draws/{draw}', { draw }));
    return false;
  } catch (e) {
    return e instanceof Refusal && e.status === 404;
  }
}

/** How far this screen's show had come, so that a screen that was started anew goes on where it was: nothing twice, nothing left out. */
class Memory {
  /** History after this entry is played, not settled; infinite where nothing is remembered. */
  readonly resumeAfter: number;
  /** Where in the scene after it the show was. */
  readonly place: Place | undefined;
  private kept = '';
  private keptAtMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly draw: string) {
    const read = this.read();
    this.resumeAfter = read?.shownTo ?? Number.POSITIVE_INFINITY;
    this.place = read?.place;
  }

  /** Called with every frame; writes when a scene begins or ends, and twice a second in between. */
  keep({ playing, shownTo, elapsedMs }: Director, atMs: number): void {
    if (playing === undefined && shownTo < 0) return;
    const scene = `${shownTo} ${playing?.entry.index} ${playing?.scene}`;
    if (scene === this.kept && (playing === undefined || atMs - this.keptAtMs < KEEP_EVERY_MS)) return;
    this.kept = scene;
    this.keptAtMs = atMs;
    const place: Place | undefined = playing && { index: playing.entry.index, scene: playing.scene, elapsedMs };
    const kept: Kept = { shownTo, ...(place ? { place } : {}), atMs: Date.now() };
    try {
      sessionStorage.setItem(this.name, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing begins at the ledger's present state.
    }
  }

  private read(): Kept | undefined {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.name) ?? 'null') as Kept | null;
      if (kept !== null && Date.now() - kept.atMs < RESUME_WITHIN_MS) return kept;
    } catch {
      // As above.
    }
    return undefined;
  }

  private get name(): string {
    return `twoseal.screen.${this.draw}`;
  }
}

interface Kept {
  shownTo: number;
  place?: Place;
  atMs: number;
}
