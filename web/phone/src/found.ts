import { path } from '@twoseal/shared/api.ts';
import { BadProof, type ListProof, checkListProof, entryCode } from '@twoseal/shared/proof.ts';
import type { Draw, FoundEntry } from '@twoseal/shared';
import { api } from './draw';
import { type Key, t } from './words';

/** What a person typed: a number, an entry code, or neither. Spaces and full-width digits are forgiven. */
export type Typed = { number: number } | { code: string } | undefined;

export function typedAs(text: string): Typed {
  const plain = text.normalize('NFKC').trim();
  if (/^0*[1-9]\d{0,12}$/.test(plain.replace(/[\s,]/g, ''))) return { number: Number(plain.replace(/[\s,]/g, '')) };
  const code = entryCode(plain);
  return code === undefined ? undefined : { code };
}

/** An entry, and what this phone itself found out about it. */
export interface Found {
  entry: FoundEntry;
  /** There once the phone has recomputed the proof and it agrees with the list's root and with the entry. */
  proof?: ListProof;
  /** Why the check does not hold; nothing where it holds or could not be made. */
  failed?: string;
}

export async function lookUp(draw: Draw, typed: NonNullable<Typed>, group: string | undefined): Promise<Found> {
  const name = draw.draw;
  const entry =
    'code' in typed
      ? await api.get<FoundEntry>(path('/draws/{draw}/codes/{code}', { draw: name, code: typed.code }))
      : await api.get<FoundEntry>(path('/draws/{draw}/entries/{number}', { draw: name, number: typed.number }), { query: { group } });
  let text: string;
  try {
    const where = path('/draws/{draw}/entries/{number}/proof', { draw: name, number: entry.number });
    ({ text } = await api.text(where, { query: { group: entry.group } }));
  } catch {
    return { entry };
  }
  return { entry, ...judged(text, entry, draw) };
}

/** Recomputes the proof and compares what it shows with the draw's list root and with the entry that was told. */
export function judged(text: string, entry: FoundEntry, draw: Draw): Pick<Found, 'proof' | 'failed'> {
  let proof: ListProof;
  try {
    proof = checkListProof(text);
  } catch (e) {
    return { failed: t('failed.hash', { part: e instanceof BadProof ? e.message : 'text' }) };
  }
  if (proof.draw !== draw.draw || proof.line !== entry.line || proof.number !== entry.number || proof.group !== entry.group) return { failed: t('failed.entry') };
  if (proof.weight !== BigInt(entry.weight) || proof.seats !== entry.seats) return { failed: t('failed.entry') };
  if (proof.listRoot !== draw.list?.root) return { failed: t('failed.root') };
  return { proof };
}

/** Why an entry has this outcome in this stage, in the words of the rules. */
export function whyOf(draw: Draw, entry: FoundEntry, outcome: FoundEntry['outcomes'][number]): { key: Key; args?: Record<string, string | number> } {
  const stage = draw.rules.stages.find((each) => each.id === outcome.stage);
  const result = draw.results.find((each) => each.stage === outcome.stage);
  switch (outcome.kind) {
    case 'winner':
      return { key: 'why.winner' };
    case 'alternate':
      return { key: 'why.alternate', args: { n: outcome.order ?? 0 } };
    case 'skipped':
      return { key: 'why.skipped' };
    case 'not-placed':
      return { key: 'why.not-placed' };
    case 'none':
      if (stage !== undefined && stage.groups.length > 0 && !stage.groups.includes(entry.group)) return { key: 'why.group' };
      if (entry.outcomes.some((each) => each.kind === 'winner' && stage?.except.includes(each.stage))) return { key: 'why.won-before', args: { won: t('why.won') } };
      return { key: 'why.none', args: { n: result?.rolled ?? 0 } };
  }
}
