/** Where the `i`-th point stands, both from 0 to 1: spread evenly, never twice at one place, the same on every screen. */
export function pointAt(i: number): { x: number; y: number } {
  // The additive recurrence of the plastic number fills a square evenly however many there are.
  return { x: (0.5 + i * 0.7548776662466927) % 1, y: (0.5 + i * 0.5698402909980532) % 1 };
}

export const POINTS_MAX = 20_000;

/** For how many shakes one point stands, so that the field never holds more than it can. */
export function shakesAPoint(shakes: number): number {
  let each = 1;
  while (shakes / each > POINTS_MAX) each *= 10;
  return each;
}
