/** What `afterwards` of a roll or an outcome says became of it: codes of the ledger, `disqualified` with its code, `promoted for` an order. */
export type Became =
  | { readonly what: 'declined'; readonly code: string }
  | { readonly what: 'disqualified'; readonly code: string }
  | { readonly what: 'promoted'; readonly for: number };

export function became(words: string | undefined): Became[] {
  return (words ?? '')
    .split('; ')
    .filter((word) => word !== '')
    .map((word) => {
      const promoted = /^promoted for (\d+)$/.exec(word);
      if (promoted !== null) return { what: 'promoted', for: Number(promoted[1]) };
      const disqualified = /^disqualified \((.+)\)$/.exec(word);
      return disqualified === null ? { what: 'declined', code: word } : { what: 'disqualified', code: disqualified[1] as string };
    });
}

/** An alternate's place among the alternates, from 1: the ledger numbers them on behind the stage's winners. */
export function alternateRank(order: number, result: { readonly winners: number } | undefined): number {
  return order - (result?.winners ?? 0);
}

/** What is shown beside a winner or an alternate as its number: each kind is counted from 1. */
export function orderShown(roll: { readonly kind: string; readonly order: number }, result: { readonly winners: number } | undefined): number {
  return roll.kind === 'alternate' ? alternateRank(roll.order, result) : roll.order;
}
