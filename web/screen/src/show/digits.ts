/**
 * What the drum's reels may show: the digits of numbers that exist, 1 to `entries`. With the digits before it locked, a reel shows
 * each digit that some entry has there, and no other; so nothing rolls by that could not be drawn.
 */
export function digitsOf(number: number, width: number): number[] {
  return [...String(number).padStart(width, '0')].map(Number);
}

export function widthOf(entries: number): number {
  return String(Math.max(1, entries)).length;
}

/** The digits that entries' numbers of `width` digits have behind the digits `before`, ascending. */
export function possible(entries: number, width: number, before: readonly number[]): number[] {
  const behind = 10 ** (width - 1 - before.length);
  const prefix = before.reduce((sum, digit) => sum * 10 + digit, 0);
  const digits: number[] = [];
  for (let digit = 0; digit <= 9; digit++) {
    const low = (prefix * 10 + digit) * behind;
    if (low <= entries && low + behind - 1 >= 1) digits.push(digit);
  }
  return digits;
}

/** One reel's way: it turns steadily until `brakeMs`, then slows down evenly and stands on its digit at `landMs`. */
export interface Reel {
  digits: readonly number[];
  /** Positions are counted in digits passed; the digit shown is that at the position modulo their number. */
  from: number;
  end: number;
  brakeMs: number;
  landMs: number;
}

/** From the digit it stands on (or the first) to the next one, at about `speed` digits a second. */
export function reel(digits: readonly number[], fromDigit: number, toDigit: number, speed: number, brakeMs: number, landMs: number): Reel {
  const target = digits.indexOf(toDigit);
  if (target < 0) throw new Error(`${toDigit} is none of ${digits.join('')}`);
  const from = Math.max(0, digits.indexOf(fromDigit));
  const wished = (speed * (brakeMs + landMs)) / 2000;
  const rounds = Math.max(1, Math.round((wished - (target - from)) / digits.length));
  return { digits, from, end: target + rounds * digits.length, brakeMs, landMs };
}

/** The position after `ms`: continuous, never back, and the end from landing on. */
export function positionOf(way: Reel, ms: number): number {
  if (ms >= way.landMs) return way.end;
  const speed = (way.end - way.from) / ((way.brakeMs + way.landMs) / 2);
  if (ms <= way.brakeMs) return way.from + speed * Math.max(0, ms);
  const braking = way.landMs - way.brakeMs;
  const into = ms - way.brakeMs;
  return way.from + speed * (way.brakeMs + into - (into * into) / (2 * braking));
}
