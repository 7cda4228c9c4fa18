import { path } from '@twoseal/shared/api.ts';
import { BadProof, type ListProof, checkListProof, entryCode } from '@twoseal/shared/proof.ts';
import type { Draw, FoundEntry, Roll } from '@twoseal/shared';
import { api } from './draw';
import { type Taker, takerOrder } from './outcome';
import { t } from './words';

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
  /** The draw as it was at least as late as the entry was told. */
  draw: Draw;
  /** Who took a place that this entry gave up or lost, by stage. */
  takers: ReadonlyMap<number, Taker>;
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
  const now = await asLateAs(entry, draw);
  const takers = await takersOf(entry, now);
  let text: string;
  try {
    const where = path('/draws/{draw}/entries/{number}/proof', { draw: name, number: entry.number });
    ({ text } = await api.text(where, { query: { group: entry.group } }));
  } catch {
    return { entry, draw: now, takers };
  }
  return { entry, draw: now, takers, ...judged(text, entry, now) };
}

/** The draw on the page is asked for no more once it is complete; what an entry's outcomes speak of must be in it. */
async function asLateAs(entry: FoundEntry, draw: Draw): Promise<Draw> {
  const isBehind = entry.outcomes.some((each) => each.afterwards !== undefined || !draw.results.some((result) => result.stage === each.stage));
  return isBehind ? api.get<Draw>(path('/draws/{draw}', { draw: draw.draw })) : draw;
}

async function takersOf(entry: FoundEntry, draw: Draw): Promise<Map<number, Taker>> {
  const takers = new Map<number, Taker>();
  for (const { stage, order } of entry.outcomes) {
    const by = order === undefined ? undefined : takerOrder(draw, stage, order);
    if (by !== undefined) takers.set(stage, { order: by, roll: await rollOf(draw, stage, by) });
  }
  return takers;
}

/** The roll of an order: it stands behind the earlier orders, and whatever was rolled between them without one. */
async function rollOf(draw: Draw, stage: number, order: number): Promise<Roll | undefined> {
  const result = draw.results.find((each) => each.stage === stage);
  const without = (result?.rolled ?? 0) - (result?.winners ?? 0) - (result?.alternates ?? 0);
  try {
    const { rows } = await api.get<{ rows: Roll[] }>(path('/draws/{draw}/results', { draw: draw.draw }), { query: { stage, from: order - 1, limit: Math.min(1000, without + 1) } });
    return rows.find((each) => each.order === order);
  } catch {
    return undefined; // Its rank is known all the same.
  }
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
