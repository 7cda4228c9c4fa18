import { fromHex, hex, joined, utf8 } from '@twoseal/shared/bytes.ts';
import { shakeOf } from '@twoseal/shared/proof.ts';
import { keptAt } from './mine';

/** Movements until there is enough: taps, or readings of the motion sensor. */
export const MOVES = 12;

/** A shake of this phone: kept here, so that it can be looked up whenever, and by nobody else. */
export interface Mine {
  draw: string;
  attempt: number;
  shake: string;
  random: string;
  sensors: string;
  sent: boolean;
}

/** What the hands did, as bytes: any change of time, place or force changes all of the shake. */
export class Moves {
  private readonly moves: string[] = [];

  constructor(private readonly now: () => number = () => performance.now()) {}

  add(...values: (number | null | undefined)[]): void {
    this.moves.push([this.now(), ...values].map((value) => (value ?? 0).toFixed(3)).join(','));
  }

  get count(): number {
    return this.moves.length;
  }

  get left(): number {
    return Math.max(0, MOVES - this.moves.length);
  }

  get bytes(): Uint8Array {
    return utf8(this.moves.join(';'));
  }
}

/** [SEED-10]: the movements with 16 random bytes, hashed. */
export function made(draw: string, attempt: number, moves: Moves, random = crypto.getRandomValues(new Uint8Array(16))): Mine {
  const sensors = moves.bytes;
  return { draw, attempt, shake: shakeOf(draw, attempt, random, sensors), random: hex(random), sensors: hex(sensors), sent: false };
}

/** True if the number kept here is what these movements and random bytes give. */
export function isOwn(mine: Mine): boolean {
  return shakeOf(mine.draw, mine.attempt, fromHex(mine.random), joined(fromHex(mine.sensors))) === mine.shake;
}

export function kept(draw: string, attempt: number): Mine | undefined {
  try {
    const mine = JSON.parse(localStorage.getItem(keptAt(draw, attempt)) ?? 'null') as Mine | null;
    return mine !== null && isOwn(mine) ? mine : undefined;
  } catch {
    return undefined;
  }
}

export function keep(mine: Mine): void {
  try {
    localStorage.setItem(keptAt(mine.draw, mine.attempt), JSON.stringify(mine));
  } catch {
    // A private window keeps nothing: the shake counts all the same, only this phone cannot look it up later.
  }
}
