/** What may happen to winners and alternates after the draw ([DRAW-15]), from what the ledger has. */
import type { Draw, Roll } from '@twoseal/shared';

export interface Promotion {
  readonly stage: number;
  /** The alternate who is next. */
  readonly order: number;
  readonly number: number;
  /** The order number that was given up. */
  readonly for: number;
}

type Afterwards = Draw['afterwards'];

/** Orders of a stage that declined or were disqualified. */
export function gone(afterwards: Afterwards, stage: number): Set<number> {
  return new Set(afterwards.filter((each) => each.stage === stage && each.what !== 'promote').map((each) => each.order));
}

/** The next alternate, for the first place that is vacant; nothing where there is none of either. */
export function nextPromotion(afterwards: Afterwards, stage: number, rolls: readonly Roll[]): Promotion | undefined {
  const left = gone(afterwards, stage);
  const promotions = afterwards.filter((each) => each.stage === stage && each.what === 'promote');
  const promoted = new Set(promotions.map((each) => each.order));
  const replaced = new Set(promotions.map((each) => each.for));
  const holders = rolls.filter((roll) => roll.kind === 'winner' || (roll.kind === 'alternate' && promoted.has(roll.order)));
  const vacant = holders.find((roll) => left.has(roll.order) && !replaced.has(roll.order));
  const next = rolls.find((roll) => roll.kind === 'alternate' && !left.has(roll.order) && !promoted.has(roll.order));
  return vacant === undefined || next === undefined ? undefined : { stage, order: next.order, number: next.number, for: vacant.order };
}

/** Winners and alternates of a stage who may still decline or be disqualified. */
export function mayGo(afterwards: Afterwards, stage: number, rolls: readonly Roll[]): Roll[] {
  const left = gone(afterwards, stage);
  return rolls.filter((roll) => (roll.kind === 'winner' || roll.kind === 'alternate') && !left.has(roll.order));
}
