/**
 * One draw, live: the ledger's view of it, the acts on their way, uploads and objections, and the service's pulse. Entries on the ledger make
 * it ask again; what is not on the ledger is asked for as often as people would look.
 */
import { type Act, type Draw, follow, isMissing, type ListUpload, type NewAct, type Objection, path, type Pulse } from '@twoseal/shared';
import { computed, type InjectionKey, inject, onUnmounted, provide, ref, shallowRef } from 'vue';
import { api } from '../session/session';
import { useSigning } from '../sign/useSigning';
import { isNotary, isOrganiserOf } from './standing';
import { focus, type Step, type StepId, steps } from './steps';
import { viewer } from './viewer';

const LOOK_EVERY_MS = 4_000;
const BURST_MS = 120;
const CLOCK_MS = 250;

export type DrawDesk = ReturnType<typeof openDraw>;

const KEY: InjectionKey<DrawDesk> = Symbol('draw');

/** For the components below the draw's page. */
export function useDraw(): DrawDesk {
  const desk = inject(KEY);
  if (desk === undefined) {
    throw new Error('no draw above');
  }
  return desk;
}

export function provideDraw(caseNumber: string, attempt: number | undefined): DrawDesk {
  const desk = openDraw(caseNumber, attempt);
  provide(KEY, desk);
  return desk;
}

function openDraw(caseNumber: string, attempt: number | undefined) {
  const draw = shallowRef<Draw>();
  const acts = shallowRef<Act[]>([]);
  const uploads = shallowRef<ListUpload[]>([]);
  const objections = shallowRef<Objection[]>([]);
  const pulse = shallowRef<Pulse>();
  const isOnline = ref(true);
  const trouble = shallowRef<unknown>();
  /** The service's clock, running on between pulses. */
  const nowMs = ref(Date.now());
  let aheadMs = 0;
  /** How long the two hands of a press will have: what was chosen outlives a step that is shut and opened again. */
  const signingS = ref(60);

  const of = (tail: string): string => path('/draws/{draw}', { draw: caseNumber }) + tail;
  const { sign: signAct } = useSigning();

  const maySee = computed(() => {
    const who = viewer.value;
    return (
      draw.value !== undefined && who !== undefined && (isOrganiserOf(draw.value, who) || isNotary(who) || who.role === 'administrator')
    );
  });

  async function loadDraw(): Promise<void> {
    draw.value = await api.get<Draw>(of(''), { query: { attempt } });
  }

  async function loadActs(): Promise<void> {
    if (viewer.value !== undefined) {
      acts.value = (await api.get<{ items: Act[] }>('/acts', { query: { draw: caseNumber, state: 'open' } })).items;
    }
  }

  async function loadDesk(): Promise<void> {
    if (maySee.value && draw.value?.sealed === undefined) {
      const [lists, said] = await Promise.all([
        api.get<{ items: ListUpload[] }>(of('/lists')),
        api.get<{ items: Objection[] }>(of('/objections')),
      ]);
      uploads.value = lists.items;
      objections.value = said.items;
    }
  }

  /** Asks for everything again; what cannot be had is told on the page, what is known stays. Of what is not there nothing more is asked. */
  async function refresh(): Promise<void> {
    try {
      await loadDraw();
      await Promise.all([loadActs(), loadDesk()]);
      trouble.value = undefined;
    } catch (thrown) {
      trouble.value = thrown;
      if (draw.value === undefined && isMissing(thrown)) {
        end();
      }
    }
  }

  let burst: ReturnType<typeof setTimeout> | undefined;
  function refreshSoon(): void {
    clearTimeout(burst);
    burst = setTimeout(() => void refresh(), BURST_MS);
  }

  let hands = '';
  const leave = follow(api.url(of('/events')), {
    entry: refreshSoon,
    pulse: (told) => {
      pulse.value = told;
      aheadMs = told.nowMs - Date.now();
      const now = JSON.stringify(told.hands);
      if (now !== hands) {
        hands = now;
        refreshSoon();
      }
    },
    open: (isOpen) => (isOnline.value = isOpen),
  });
  const clock = setInterval(() => (nowMs.value = Date.now() + aheadMs), CLOCK_MS);
  const asking = setInterval(() => {
    if (document.hidden) {
      return;
    }
    // Uploads, objections and commitments of others are on no ledger that would tell.
    const looked = draw.value?.sealed === undefined ? refresh() : loadActs();
    looked.catch((thrown: unknown) => (trouble.value = thrown));
  }, LOOK_EVERY_MS);
  function end(): void {
    leave();
    clearTimeout(burst);
    clearInterval(clock);
    clearInterval(asking);
  }
  onUnmounted(end);

  const all = computed<Step[]>(() =>
    draw.value === undefined
      ? []
      : steps(draw.value, viewer.value, { acts: acts.value, uploads: uploads.value, objections: objections.value, nowMs: nowMs.value }),
  );

  /** Has an act drafted and signed by who is here; answers with the act as it stands then. */
  async function begin(act: Omit<NewAct, 'draw'>): Promise<Act> {
    const drafted = await api.post<Act>('/acts', { ...act, draw: caseNumber });
    await loadActs();
    return sign(drafted);
  }

  async function sign(act: Act): Promise<Act> {
    const signed = await signAct(act);
    await refresh();
    return signed;
  }

  async function withdraw(act: Act, reason: string): Promise<void> {
    await api.delete(path('/acts/{id}', { id: act.id }), { reason });
    await refresh();
  }

  const step = (id: StepId): Step | undefined => all.value.find((each) => each.id === id);

  return {
    caseNumber,
    draw,
    acts,
    uploads,
    objections,
    pulse,
    isOnline,
    trouble,
    nowMs,
    signingS,
    steps: all,
    focused: computed(() => focus(all.value)),
    of,
    step,
    refresh,
    loadDesk,
    begin,
    sign,
    withdraw,
  };
}
