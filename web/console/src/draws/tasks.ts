/** What of the draws that are under way is the signed-in person's to do, besides signing: their turns in the steps of each. */
import type { Draw, DrawLine } from '@twoseal/shared';
import { type Around, isNotary, type Viewer } from './standing';
import { type StepId, steps } from './steps';
import type { Turn } from './turns';

export interface Task {
  readonly draw: Draw;
  readonly step: StepId;
  readonly what: Turn['what'];
  /** When the draw runs by itself if nobody has done it. */
  readonly pressByMs: number | undefined;
}

/** Draws that are asked about at each look; the others are in the register. */
export const OPEN_MAX = 8;
/** Draws that are complete, and whose record a notary may still have to write or sign. */
export const COMPLETE_MAX = 4;

export interface Chosen {
  readonly open: readonly DrawLine[];
  readonly complete: readonly DrawLine[];
  /** Draws under way that are too many to be asked about. */
  readonly left: number;
}

/** @param lines of the register, newest first */
export function chosenDraws(lines: readonly DrawLine[], viewer: Viewer): Chosen {
  const open = lines.filter((line) => line.state !== 'complete');
  const own = open.filter((line) => line.organiser === viewer.organisation);
  const first = [...own, ...open.filter((line) => !own.includes(line))];
  return {
    open: first.slice(0, OPEN_MAX),
    complete: isNotary(viewer) ? lines.filter((line) => line.state === 'complete').slice(0, COMPLETE_MAX) : [],
    left: Math.max(0, first.length - OPEN_MAX),
  };
}

/** Results are entered by the service, and what is to be signed has its own list. */
export function tasksOf(draw: Draw, viewer: Viewer, around: Around): Task[] {
  return steps(draw, viewer, around).flatMap((step) =>
    step.mine
      .filter((turn) => turn.what !== 'result')
      .map((turn) => ({ draw, step: step.id, what: turn.what, pressByMs: turn.what === 'press' ? draw.sealed?.pressByMs : undefined })),
  );
}
