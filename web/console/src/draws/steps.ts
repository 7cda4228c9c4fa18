/**
 * The ritual's steps of one attempt as the draw page shows them: a pure function of the draw as the ledger has it, who looks at it, and
 * the acts on their way. What a step offers is only what the one who looks may do now; what waits for somebody else says for whom.
 */
import type { Act, Draw, ListUpload, Objection, Place, Role } from '@twoseal/shared';

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

/** Somebody else's turn: a role, or a person by name. */
export interface Turn {
  /** A role, or several of which any may, with bars between. */
  readonly role: string;
  readonly person?: string;
  /** Of the draw's organiser where the role is an organiser's. */
  readonly organisation?: string;
  readonly what: 'upload' | 'confirm' | 'publish' | 'commit' | 'seal' | 'sign' | 'reveal' | 'press' | 'result' | 'record';
}

export interface Step {
  readonly id: StepId;
  readonly state: StepState;
  /** Where it stands on the ledger once it is past. */
  readonly receipt: Place | undefined;
  readonly offers: readonly Offer[];
  readonly waitsFor: readonly Turn[];
  /** Acts of this step that are not entered yet, newest first. */
  readonly acts: readonly Act[];
}

/** Who looks. */
export interface Viewer {
  readonly person: string;
  readonly role: Role;
  readonly organisation: string;
}

export interface Around {
  readonly acts: readonly Act[];
  readonly uploads: readonly ListUpload[];
  readonly objections: readonly Objection[];
  readonly nowMs: number;
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

/** The contributors of the coming seal, or of the sealed one. */
export function contributorsOf(draw: Draw): Draw['contributors'] {
  return draw.sealed === undefined ? (draw.rules.seal?.contributors ?? []) : draw.contributors;
}

/** Those who promised a secret and have not handed in what binds them to it. */
export function uncommitted(draw: Draw): Draw['contributors'] {
  const handedIn = new Set((draw.commitments ?? []).map((each) => each.person));
  return draw.sealed === undefined ? contributorsOf(draw).filter((each) => each.form === 'committed' && !handedIn.has(each.person)) : [];
}

export function unrevealed(draw: Draw): Draw['contributors'] {
  const revealed = new Set(draw.reveals.map((each) => each.person));
  return draw.sealed === undefined ? [] : draw.contributors.filter((each) => !revealed.has(each.person));
}

export function isCeremony(draw: Draw): boolean {
  return draw.rules.entropy === 'ceremony';
}

/** Organiser and notary, or their default, have fixed what decides the draw. */
export function isFixed(draw: Draw): boolean {
  return draw.pressed !== undefined || draw.fixed !== undefined;
}

export function isOrganiserOf(draw: Draw, viewer: Viewer | undefined): boolean {
  return viewer?.role === 'organiser' && viewer.organisation === draw.rules.organiser;
}

export function isNotary(viewer: Viewer | undefined): boolean {
  return viewer?.role === 'notary';
}

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

export function steps(draw: Draw, viewer: Viewer | undefined, around: Around): Step[] {
  const ids = isCeremony(draw) ? CEREMONY_STEPS : BEACON_STEPS;
  const states = ids.map((id) => state(id, draw, around));
  const firstOpen = states.indexOf('open');
  const next = states.findIndex((each, index) => each === 'later' && index > firstOpen);
  return ids.map((id, index) => {
    const acts = around.acts.filter(
      (act) => act.state === 'open' && (act.attempt ?? draw.attempt) === draw.attempt && stepOfAct(act) === id,
    );
    const isLive = states[index] === 'open';
    return {
      id,
      state: index === next ? 'next' : (states[index] ?? 'later'),
      receipt: receipt(id, draw),
      offers: isLive ? offers(id, draw, viewer, around, acts) : [],
      waitsFor: isLive ? waitsFor(id, draw, viewer, around, acts) : [],
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

/** Before the seal a service may leave it to its own to know who is to contribute. */
export function areContributorsUnknown(draw: Draw): boolean {
  return draw.sealed === undefined && draw.rules.seal?.contributors === undefined;
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

function isTaken(upload: ListUpload): boolean {
  return upload.state === 'taken';
}

/** The sides that have not yet said that this is the correct file; a final list needs both. */
export function unconfirmed(upload: ListUpload): ('organiser' | 'notary')[] {
  return (['organiser', 'notary'] as const).filter((side) => !(upload.confirmed ?? []).some((each) => each.role === side));
}

function isBeingConfirmed(upload: ListUpload): boolean {
  return isTaken(upload) && (upload.confirmed ?? []).length > 0;
}

function isConfirmed(upload: ListUpload): boolean {
  return isTaken(upload) && unconfirmed(upload).length === 0;
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

function turns(id: StepId, draw: Draw, viewer: Viewer | undefined, around: Around): Turn[] {
  const organiser = { role: 'organiser', organisation: draw.rules.organiser } as const;
  const people = (all: Draw['contributors'], what: Turn['what']): Turn[] =>
    all.map((each) => ({ role: 'contributor', person: each.person, what }) as const);
  switch (id) {
    case 'list':
      return [{ ...organiser, what: around.uploads.some(isTaken) ? 'publish' : 'upload' }];
    case 'final':
      return finalTurns(organiser, around);
    case 'contributors':
      return people(uncommitted(draw), 'commit');
    case 'seal':
      return viewer !== undefined && (isOrganiserOf(draw, viewer) || isNotary(viewer)) ? [] : [{ ...organiser, what: 'seal' }];
    case 'reveals':
      return people(unrevealed(draw), 'reveal');
    case 'press':
      return [
        { ...organiser, what: 'press' },
        { role: 'notary', what: 'press' },
      ];
    case 'waiting':
    case 'drawing':
      return [{ role: 'operator', what: 'result' }];
    case 'record':
      return [{ role: 'notary', what: 'record' }];
    default:
      return [];
  }
}

function finalTurns(organiser: { role: 'organiser'; organisation: string }, around: Around): Turn[] {
  const taken = around.uploads.filter(isTaken);
  if (taken.length === 0) {
    return [{ ...organiser, what: 'upload' }];
  }
  const open = taken.map(unconfirmed).sort((a, b) => a.length - b.length)[0] ?? [];
  return open.length === 0
    ? [{ ...organiser, what: 'publish' }]
    : open.map((side) => (side === 'organiser' ? { ...organiser, what: 'confirm' } : { role: side, what: 'confirm' }));
}

/** Whose signatures an act still needs, but the viewer's own. */
export function signaturesMissing(act: Act, viewer: Viewer | undefined): Turn[] {
  const missing = act.signers.filter((signer) => signer.signedMs === undefined);
  let mine = act.mySignature === 'needed' ? 1 : 0;
  return missing.flatMap((signer): Turn[] => {
    const isByRole = signer.person === undefined && viewer !== undefined && rolesOf(signer.role).includes(viewer.role);
    if (mine > 0 && viewer !== undefined && (signer.person === viewer.person || isByRole)) {
      mine -= 1;
      return [];
    }
    return [
      {
        role: signer.role,
        what: 'sign',
        ...(signer.person === undefined ? {} : { person: signer.person }),
        ...(signer.organisation === undefined ? {} : { organisation: signer.organisation }),
      },
    ];
  });
}

/** A place for a signature names roles of which any may sign, or `holder` for a person, with bars between. */
export function rolesOf(word: string): string[] {
  return word.split('|');
}

function isMine(turn: Turn, viewer: Viewer | undefined, draw: Draw): boolean {
  if (viewer === undefined) {
    return false;
  }
  if (turn.person !== undefined) {
    return turn.person === viewer.person;
  }
  return turn.role === 'organiser' ? isOrganiserOf(draw, viewer) : rolesOf(turn.role).includes(viewer.role);
}
