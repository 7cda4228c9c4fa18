/** Whose turn it is in a step of a draw: roles, or people by name. */
import type { Act, Draw } from '@twoseal/shared';
import {
  areContributorsUnknown,
  type Around,
  isOrganiserOf,
  isTaken,
  recordSigners,
  uncommitted,
  unconfirmed,
  unrevealed,
  type Viewer,
} from './standing';
import type { StepId } from './steps';

/** A turn: a role's, or a person's by name. */
export interface Turn {
  /** A role, or several of which any may, with bars between. */
  readonly role: string;
  readonly person?: string;
  /** Of the draw's organiser where the role is an organiser's. */
  readonly organisation?: string;
  readonly what:
    | 'upload'
    | 'publish'
    | 'answer'
    | 'confirm'
    | 'commit'
    | 'seal'
    | 'sign'
    | 'reveal'
    | 'press'
    | 'result'
    | 'record'
    | 'sign-record';
}

/** Either of the two who act for a draw. */
const PARTIES = 'organiser|notary';

/** Whoever a step waits for, the one who looks among them. */
export function turns(id: StepId, draw: Draw, viewer: Viewer | undefined, around: Around): Turn[] {
  const organiser = { role: 'organiser', organisation: draw.rules.organiser } as const;
  const people = (all: Draw['contributors'], what: Turn['what']): Turn[] =>
    all.map((each) => ({ role: 'contributor', person: each.person, what }) as const);
  switch (id) {
    case 'list':
      return [{ ...organiser, what: around.uploads.some(isTaken) ? 'publish' : 'upload' }];
    case 'objections':
      return around.objections.some((each) => each.answeredMs === undefined) ? [{ role: PARTIES, what: 'answer' }] : [];
    case 'final':
      return finalTurns(organiser, around);
    case 'contributors':
      return [...people(uncommitted(draw), 'commit'), ...untoldTurn(draw, viewer)];
    case 'seal':
      return [{ role: PARTIES, what: 'seal' }];
    case 'reveals':
      return revealTurns(draw);
    case 'press':
      return [
        { ...organiser, what: 'press' },
        { role: 'notary', what: 'press' },
      ];
    case 'waiting':
    case 'drawing':
      return [{ role: 'operator', what: 'result' }];
    case 'record':
      return recordTurns(viewer, around);
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

/** Where it is not told who is to contribute, a contributor may, once. */
function untoldTurn(draw: Draw, viewer: Viewer | undefined): Turn[] {
  return areContributorsUnknown(draw) &&
    viewer?.role === 'contributor' &&
    !(draw.commitments ?? []).some((each) => each.person === viewer.person)
    ? [{ role: 'contributor', person: viewer.person, what: 'commit' }]
    : [];
}

/** Secrets are opened by their makers; what arises on the spot is typed by the notary. */
function revealTurns(draw: Draw): Turn[] {
  const missing = unrevealed(draw);
  const secrets = missing
    .filter((each) => each.form === 'committed')
    .map((each): Turn => ({ role: 'contributor', person: each.person, what: 'reveal' }));
  return missing.length === secrets.length ? secrets : [...secrets, { role: 'notary', what: 'reveal' }];
}

/** A record that was closed waits for two notaries, neither of whom waits for the other. */
function recordTurns(viewer: Viewer | undefined, around: Around): Turn[] {
  switch (around.record?.state) {
    case 'signed':
      return [];
    case 'closed':
      return viewer !== undefined && recordSigners(around.record).has(viewer.person) ? [] : [{ role: 'notary', what: 'sign-record' }];
    default:
      return [{ role: 'notary', what: 'record' }];
  }
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

/** Whether it is the turn of the one who looks. */
export function isMine(turn: Turn, viewer: Viewer | undefined, draw: Draw): boolean {
  if (viewer === undefined) {
    return false;
  }
  if (turn.person !== undefined) {
    return turn.person === viewer.person;
  }
  return rolesOf(turn.role).some((role) => (role === 'organiser' ? isOrganiserOf(draw, viewer) : role === viewer.role));
}
