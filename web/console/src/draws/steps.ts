/**
 * The ritual's steps of one attempt as the draw page shows them: a pure function of the draw as the ledger has it, who looks at it, and
 * the acts on their way. What a step offers is only what the one who looks may do now; what waits for somebody else says for whom.
 */
import type { Act, Draw, Place } from '@twoseal/shared';
import {
  areContributorsUnknown,
  type Around,
  contributorsOf,
  isBeingConfirmed,
  isCeremony,
  isConfirmed,
  isFixed,
  isNotary,
  isOrganiserOf,
  isTaken,
  uncommitted,
  unrevealed,
  type Viewer,
} from './standing';
import { isMine, signaturesMissing, type Turn, turns } from './turns';

export type StepId =
  | 'announced'
  | 'list'
  | 'objections'
  | 'final'
  | 'contributors'
  | 'seal'
  | 'shakes'
  | 'reveals'
  | 'press'
  | 'waiting'
  | 'drawing'
  | 'done'
  | 'afterwards'
  | 'record';

/** `left-out`: the ledger shows that it was not needed, or that its time is over without it. */
export type StepState = 'past' | 'left-out' | 'open' | 'next' | 'later';

export type Offer =
  | 'upload'
  | 'publish-draft'
  | 'publish-final'
  | 'confirm'
  | 'object'
  | 'answer'
  | 'commit'
  | 'seal'
  | 'close'
  | 'reveal'
  | 'open-envelope'
  | 'skip'
  | 'press'
  | 'show'
  | 'number'
  | 'afterwards'
  | 'attempt'
  | 'record'
  | 'sign';

export interface Step {
  readonly id: StepId;
  readonly state: StepState;
  /** Where it stands on the ledger once it is past. */
  readonly receipt: Place | undefined;
  readonly offers: readonly Offer[];
  readonly waitsFor: readonly Turn[];
  /** What waits for the one who looks, besides signatures. */
  readonly mine: readonly Turn[];
  /** Acts of this step that are not entered yet, newest first. */
  readonly acts: readonly Act[];
}

export const BEACON_STEPS: readonly StepId[] = [
  'announced',
  'list',
  'objections',
  'final',
  'contributors',
  'seal',
  'shakes',
  'reveals',
  'press',
  'waiting',
  'drawing',
  'done',
  'afterwards',
  'record',
];

/** In a ceremony the secrets are opened after the press, and nothing is waited for but them. */
export const CEREMONY_STEPS: readonly StepId[] = [
  'announced',
  'list',
  'objections',
  'final',
  'contributors',
  'seal',
  'press',
  'reveals',
  'drawing',
  'done',
  'afterwards',
  'record',
];

/** The step that an act belongs to. */
export function stepOfAct(act: Pick<Act, 'kind' | 'text'>): StepId | undefined {
  switch (act.kind) {
    case 'draw.list':
      return /^state: final$/m.test(act.text) ? 'final' : 'list';
    case 'draw.seal':
      return 'seal';
    case 'draw.reveal':
      return 'reveals';
    case 'draw.close':
      return 'shakes';
    case 'draw.skip':
    case 'draw.press':
      return 'press';
    case 'draw.decline':
    case 'draw.disqualify':
    case 'draw.promote':
    case 'draw.attempt':
      return 'afterwards';
    case 'ledger.remark':
      return 'record';
    default:
      return undefined;
  }
}

/** The attempt in which an act is signed: a further attempt is opened from the one before it. */
function begunIn(act: Act): number | undefined {
  return act.kind === 'draw.attempt' && act.attempt !== undefined ? act.attempt - 1 : act.attempt;
}

export function steps(draw: Draw, viewer: Viewer | undefined, around: Around): Step[] {
  const ids = isCeremony(draw) ? CEREMONY_STEPS : BEACON_STEPS;
  const states = ids.map((id) => state(id, draw, around));
  const firstOpen = states.indexOf('open');
  const next = states.findIndex((each, index) => each === 'later' && index > firstOpen);
  return ids.map((id, index) => {
    const acts = around.acts.filter(
      (act) => act.state === 'open' && (begunIn(act) ?? draw.attempt) === draw.attempt && stepOfAct(act) === id,
    );
    const isLive = states[index] === 'open';
    return {
      id,
      state: index === next ? 'next' : (states[index] ?? 'later'),
      receipt: receipt(id, draw),
      offers: isLive ? offers(id, draw, viewer, around, acts) : [],
      waitsFor: isLive ? waitsFor(id, draw, viewer, around, acts) : [],
      mine: isLive && !isUnderWay(acts, viewer) ? turns(id, draw, viewer, around).filter((turn) => isMine(turn, viewer, draw)) : [],
      acts,
    };
  });
}

/** The step that the page opens by itself: what the viewer can do now, else what everybody waits for. */
export function focus(all: readonly Step[]): StepId {
  const open = all.filter((step) => step.state === 'open');
  const signing = open.find((step) => step.offers.includes('sign'));
  const order: readonly StepId[] = ['press', 'reveals', 'shakes'];
  const concurrent = order.map((id) => open.find((step) => step.id === id)).filter((step) => step !== undefined);
  const mine = concurrent.find((step) => step.waitsFor.length > 0 || step.offers.some((offer) => offer === 'press' || offer === 'reveal'));
  const reveals = concurrent.find((step) => step.id === 'reveals' && step.offers.includes('reveal'));
  const seal = open.find((step) => step.offers.includes('seal'));
  return (signing ?? reveals ?? seal ?? mine ?? open[0] ?? all[0])?.id ?? 'announced';
}

function state(id: StepId, draw: Draw, around: Around): StepState {
  const sealed = draw.sealed !== undefined;
  const fixed = isFixed(draw);
  const complete = draw.completed !== undefined;
  switch (id) {
    case 'announced':
      return 'past';
    case 'list':
      return draw.draft !== undefined ? 'past' : draw.list !== undefined || sealed ? 'left-out' : 'open';
    case 'objections':
      return objections(draw, around);
    case 'final':
      return draw.list !== undefined ? 'past' : draw.draft !== undefined || around.uploads.some(isBeingConfirmed) ? 'open' : 'later';
    case 'contributors':
      return contributors(draw);
    case 'seal':
      return sealed ? 'past' : draw.list !== undefined && uncommitted(draw).length === 0 ? 'open' : 'later';
    case 'shakes':
      return shakes(draw, sealed, fixed);
    case 'reveals':
      return reveals(draw, sealed, fixed);
    case 'press':
      return draw.pressed !== undefined ? 'past' : fixed ? 'left-out' : sealed ? 'open' : 'later';
    case 'waiting':
      return draw.results.length > 0 || complete || draw.state === 'drawing' ? 'past' : fixed ? 'open' : 'later';
    case 'drawing':
      return complete ? 'past' : draw.results.length > 0 || draw.state === 'drawing' ? 'open' : 'later';
    case 'done':
    case 'afterwards':
    case 'record':
      return complete ? 'open' : 'later';
  }
}

function objections(draw: Draw, around: Around): StepState {
  if (draw.list !== undefined || draw.sealed !== undefined) {
    return draw.draft === undefined && around.objections.length === 0 ? 'left-out' : 'past';
  }
  return draw.draft === undefined ? 'later' : 'open';
}

function contributors(draw: Draw): StepState {
  if (areContributorsUnknown(draw)) {
    return draw.list === undefined ? 'later' : 'open';
  }
  if (contributorsOf(draw).length === 0) {
    return 'left-out';
  }
  if (draw.sealed !== undefined || (uncommitted(draw).length === 0 && draw.list !== undefined)) {
    return 'past';
  }
  return draw.list === undefined ? 'later' : 'open';
}

function shakes(draw: Draw, sealed: boolean, fixed: boolean): StepState {
  if (draw.shakes?.closed === true) {
    return 'past';
  }
  if (fixed) {
    return (draw.shakes?.shakes ?? 0) > 0 ? 'past' : 'left-out';
  }
  return sealed ? 'open' : 'later';
}

function reveals(draw: Draw, sealed: boolean, fixed: boolean): StepState {
  if (contributorsOf(draw).length === 0 && !areContributorsUnknown(draw)) {
    return 'left-out';
  }
  if (!sealed) {
    return 'later';
  }
  const missing = unrevealed(draw).length;
  if (isCeremony(draw)) {
    return !fixed ? 'later' : missing === 0 || draw.results.length > 0 || draw.completed !== undefined ? 'past' : 'open';
  }
  return fixed || missing === 0 ? 'past' : 'open';
}

function receipt(id: StepId, draw: Draw): Place | undefined {
  const last = (kind: string): Place | undefined => {
    const entry = [...(draw.timeline ?? [])].reverse().find((each) => each.kind === kind && each.attempt === draw.attempt);
    return entry === undefined ? undefined : { index: entry.index, timeMs: entry.timeMs, signers: entry.signers };
  };
  switch (id) {
    case 'announced':
      return draw.announced;
    case 'list':
    case 'objections':
      return draw.draft?.at;
    case 'final':
      return draw.list?.at;
    case 'contributors':
    case 'seal':
      return draw.sealed?.at;
    case 'shakes':
      return last('draw.close') ?? last('draw.shake');
    case 'reveals':
      return last('draw.reveal');
    case 'press':
      return draw.pressed;
    case 'waiting':
      return draw.results[0]?.at;
    case 'drawing':
    case 'done':
      return draw.completed;
    case 'afterwards':
      return draw.afterwards[draw.afterwards.length - 1]?.at;
    case 'record':
      return undefined;
  }
}

function offers(id: StepId, draw: Draw, viewer: Viewer | undefined, around: Around, acts: readonly Act[]): Offer[] {
  if (viewer === undefined) {
    return [];
  }
  const found = offersOfRole(id, draw, viewer, around);
  return acts.some((act) => act.mySignature === 'needed') ? ['sign', ...found] : found;
}

function offersOfRole(id: StepId, draw: Draw, viewer: Viewer, around: Around): Offer[] {
  const organiser = isOrganiserOf(draw, viewer);
  const notary = isNotary(viewer);
  const party = organiser || notary;
  const give = (may: boolean, ...found: Offer[]): Offer[] => (may ? found : []);
  switch (id) {
    case 'list':
      return [...give(organiser, 'upload'), ...give(organiser && around.uploads.some(isTaken), 'publish-draft')];
    case 'objections':
      return give(party, 'object', 'answer');
    case 'final':
      return [
        ...give(organiser, 'upload'),
        ...give(party && around.uploads.some(isTaken), 'confirm'),
        ...give(organiser && around.uploads.some(isConfirmed), 'publish-final'),
      ];
    case 'contributors':
      return give(
        contributorsOf(draw).some((each) => each.person === viewer.person && each.form === 'committed') ||
          (areContributorsUnknown(draw) && viewer.role === 'contributor'),
        'commit',
      );
    case 'seal':
      return give(party, 'seal');
    case 'shakes':
      return give((party || viewer.role === 'operator') && (draw.shakes?.shakes ?? 0) > 0, 'close');
    case 'reveals':
      return [
        ...give(
          unrevealed(draw).some((each) => each.person === viewer.person),
          'reveal',
        ),
        ...give(notary && unrevealed(draw).length > 0, 'open-envelope'),
      ];
    case 'press':
      return [...give(party, 'press'), ...give(party && (draw.sealed?.skipsMax ?? 0) > (draw.skips ?? 0), 'skip'), ...give(party, 'show')];
    case 'waiting':
      return [...give(party || viewer.role === 'operator', 'number'), ...give(party, 'show')];
    case 'drawing':
      return give(party, 'show');
    case 'afterwards':
      return give(party, 'afterwards', 'attempt');
    case 'record':
      return give(notary, 'record');
    case 'announced':
    case 'done':
      return [];
  }
}

function waitsFor(id: StepId, draw: Draw, viewer: Viewer | undefined, around: Around, acts: readonly Act[]): Turn[] {
  const unsigned = acts.flatMap((act) => signaturesMissing(act, viewer));
  return acts.length > 0 ? unsigned : turns(id, draw, viewer, around).filter((turn) => !isMine(turn, viewer, draw));
}

/** An act that is begun once for all, or by the one who looks: what is missing then is signatures. */
function isUnderWay(acts: readonly Act[], viewer: Viewer | undefined): boolean {
  return acts.some((act) => ['draw.list', 'draw.seal', 'draw.press'].includes(act.kind) || act.begunBy === viewer?.person);
}
