/** Where a draw stands: plain questions to what the ledger and the service's desk have of it. */
import type { Act, Draw, ListUpload, Objection, Role, SupervisionRecord } from '@twoseal/shared';

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
  /** The supervision record, where whoever looks may read it and has asked for it. */
  readonly record?: SupervisionRecord | undefined;
  readonly nowMs: number;
}

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

/** Before the seal a service may leave it to its own to know who is to contribute. */
export function areContributorsUnknown(draw: Draw): boolean {
  return draw.sealed === undefined && draw.rules.seal?.contributors === undefined;
}

export function isTaken(upload: ListUpload): boolean {
  return upload.state === 'taken';
}

/** The sides that have not yet said that this is the correct file; a final list needs both. */
export function unconfirmed(upload: ListUpload): ('organiser' | 'notary')[] {
  return (['organiser', 'notary'] as const).filter((side) => !(upload.confirmed ?? []).some((each) => each.role === side));
}

export function isBeingConfirmed(upload: ListUpload): boolean {
  return isTaken(upload) && (upload.confirmed ?? []).length > 0;
}

export function isConfirmed(upload: ListUpload): boolean {
  return isTaken(upload) && unconfirmed(upload).length === 0;
}

/** The notaries who signed the record as it was closed. */
export function recordSigners(record: SupervisionRecord | undefined): Set<string> {
  return new Set((record?.signed ?? []).flatMap((place) => place.signers.map((signer) => signer.person)));
}
