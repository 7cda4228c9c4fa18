import { alternateRank, became } from '@twoseal/shared/afterwards.ts';
import { grouped } from '@twoseal/shared/i18n.ts';
import type { Draw, FoundEntry, Roll } from '@twoseal/shared';
import { type Key, t } from './words';

type Outcome = FoundEntry['outcomes'][number];

/** The alternate who took a place, with its roll where it could be fetched. */
export interface Taker {
  order: number;
  roll?: Roll | undefined;
}

const resultOf = (draw: Draw, stage: number) => draw.results.find((each) => each.stage === stage);

export function rankOf(draw: Draw, stage: number, order: number): number {
  return alternateRank(order, resultOf(draw, stage));
}

/** The alternate who took the place of an order, if the ledger has one. */
export function takerOrder(draw: Draw, stage: number, order: number): number | undefined {
  return draw.afterwards.find((each) => each.what === 'promote' && each.stage === stage && each.for === order)?.order;
}

/** Why an entry was not in a stage's pool at all, by the rules; nothing where it was in it. */
export function absence(draw: Draw, entry: FoundEntry, stage: number): 'group' | 'won-before' | 'not-from' | undefined {
  const rules = draw.rules.stages.find((each) => each.id === stage);
  if (rules === undefined) return undefined;
  const wonOneOf = (stages: readonly number[]) => entry.outcomes.some((each) => each.kind === 'winner' && stages.includes(each.stage));
  if (rules.groups.length > 0 && !rules.groups.includes(entry.group)) return 'group';
  if (rules.from.length > 0 && !wonOneOf(rules.from)) return 'not-from';
  return wonOneOf(rules.except) ? 'won-before' : undefined;
}

/** What a place is called: a winner's by its order, an alternate's by its rank among the alternates. */
function placeWords(draw: Draw, stage: number, order: number): string {
  const rank = rankOf(draw, stage, order);
  return rank > 0 ? t('place.alternate', { n: grouped(rank) }) : t('place.winner', { n: grouped(order) });
}

/** What became of an entry in a stage, up to now: the outcome, and what the ledger has of it afterwards. */
export function outcomeWords(draw: Draw, entry: FoundEntry, outcome: Outcome): string {
  const { stage, kind, order = 0 } = outcome;
  const { promoted, gone } = after(outcome.afterwards);
  switch (kind) {
    case 'winner':
      if (gone !== undefined) return t(`outcome.winner.${gone}`, { n: grouped(order) });
      return t(draw.rules.purpose === 'prize-draw' ? 'outcome.winner.prize' : 'outcome.winner', { n: grouped(order) });
    case 'alternate': {
      if (promoted !== undefined) return t(gone === undefined ? 'outcome.promoted' : `outcome.promoted.${gone}`, { place: placeWords(draw, stage, promoted) });
      return t(gone === undefined ? 'outcome.alternate' : `outcome.alternate.${gone}`, { n: grouped(rankOf(draw, stage, order)) });
    }
    case 'none': {
      const why = absence(draw, entry, stage);
      return t(why === undefined ? 'outcome.none' : `outcome.none.${why}`);
    }
    default:
      return t(`outcome.${kind}`);
  }
}

/** True of who has a place now: a winner or a promoted alternate who neither declined nor was disqualified. */
export function hasPlace({ kind, afterwards }: Pick<Outcome, 'kind' | 'afterwards'>): boolean {
  const { promoted, gone } = after(afterwards);
  return gone === undefined && (kind === 'winner' || promoted !== undefined);
}

/** Who took the place that an entry gave up or lost. */
export function takerWords(draw: Draw, stage: number, { order, roll }: Taker): string {
  const n = grouped(rankOf(draw, stage, order));
  if (roll === undefined) return t('outcome.taker', { n });
  const number = grouped(roll.number);
  return t('outcome.taker.number', { n, number: (draw.list?.groups?.length ?? 0) > 1 ? `${roll.group} ${number}` : number });
}

/** What became of a roll afterwards, one thing after the other. */
export function becameWords(draw: Draw, stage: number, afterwards: string | undefined): string[] {
  return became(afterwards).map((each) => (each.what === 'promoted' ? t('became.promoted', { place: placeWords(draw, stage, each.for) }) : t(`became.${each.what}`)));
}

/** Why an entry has this outcome in this stage, in the words of the rules. */
export function whyOf(draw: Draw, entry: FoundEntry, outcome: Outcome): { key: Key; args?: Record<string, string | number> } {
  switch (outcome.kind) {
    case 'winner':
      return { key: 'why.winner' };
    case 'alternate': {
      const isPromoted = after(outcome.afterwards).promoted !== undefined;
      return { key: isPromoted ? 'why.promoted' : 'why.alternate', args: { n: rankOf(draw, outcome.stage, outcome.order ?? 0) } };
    }
    case 'skipped':
      return { key: 'why.skipped' };
    case 'not-placed':
      return { key: 'why.not-placed' };
    case 'none': {
      const why = absence(draw, entry, outcome.stage);
      if (why === 'won-before') return { key: 'why.won-before', args: { won: t('why.won') } };
      if (why !== undefined) return { key: `why.${why}` };
      return { key: 'why.none', args: { n: resultOf(draw, outcome.stage)?.rolled ?? 0 } };
    }
  }
}

function after(afterwards: string | undefined): { promoted?: number; gone?: 'declined' | 'disqualified' } {
  const told: { promoted?: number; gone?: 'declined' | 'disqualified' } = {};
  for (const each of became(afterwards)) {
    if (each.what === 'promoted') told.promoted = each.for;
    else told.gone = each.what;
  }
  return told;
}
