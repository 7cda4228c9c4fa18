import type { Draw } from '@twoseal/shared';
import type { Question } from './place';

/** Where a shake of this phone is kept. Apart from shake.ts: the first view needs none of its hashing. */
export const keptAt = (draw: string, attempt: number) => `twoseal.shake.${draw}.${attempt}`;

/** True if a shake of this phone is kept for the attempt. */
export function tookPart(draw: string, attempt: number): boolean {
  try {
    return localStorage.getItem(keptAt(draw, attempt)) !== null;
  } catch {
    return false;
  }
}

/** True once no shake is taken any more: they are closed, or the draw is pressed. */
export function isShakingOver(draw: Draw): boolean {
  return draw.shakes?.closed === true || draw.pressed !== undefined || draw.fixed !== undefined || draw.state === 'complete';
}

/** What can be asked about a draw. Once the shakes are over, only a phone that took part has something to see of them. */
export function questionsOf(draw: Draw): Question[] {
  const take = draw.rules.entropy !== 'ceremony' && (!isShakingOver(draw) || tookPart(draw.draw, draw.attempt));
  return take ? ['in', 'take', 'happened', 'why', 'check'] : ['in', 'happened', 'why', 'check'];
}
