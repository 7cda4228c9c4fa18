import type { StageResult } from '@twoseal/shared';

/**
 * How a stage's rolls are shown: the first prizes one by one, alone; some tens beside the drum, in order; hundreds in columns that
 * fill; thousands as pages. This is the pace of the show; the draw was over when its result was entered.
 */
export type Layout = 'alone' | 'list' | 'columns' | 'pages';

export interface DrawPlan {
  layout: Layout;
  rolled: number;
  /** Rolls on one page of the grid. */
  perPage: number;
  /** In `pages`, every how manieth page is shown; 1 shows all. */
  stride: number;
  /** Milliseconds of each step: a roll, or in `pages` a page. Steps of one kind are equally long. */
  steps: readonly number[];
  totalMs: number;
}

export interface Moment {
  phase: 'intro' | 'rolling' | 'over';
  /** Rolls that are locked. */
  locked: number;
  /** The roll that turns now (from 0); -1 where none does. */
  turning: number;
  /** How far the turning roll or the page is, 0 to 1. */
  part: number;
  /** The page shown (from 0, of all pages). */
  page: number;
  /** Milliseconds into the step, and its length. */
  stepMs: number;
  ofMs: number;
}

export const INTRO_MS = 3_500;
export const OUTRO_MS = 5_000;
const ALONE_MAX = 5;
const LIST_MAX = 60;
const COLUMNS_MAX = 1_500;
const PAGES_TOTAL_MS = 200_000;
const PAGE_LEAST_MS = 700;
const PAGE_MOST_MS = 2_600;

export function layoutOf(rolled: number): Layout {
  if (rolled <= ALONE_MAX) return 'alone';
  if (rolled <= LIST_MAX) return 'list';
  return rolled <= COLUMNS_MAX ? 'columns' : 'pages';
}

export function planOf(result: StageResult, perPage: Readonly<Record<Layout, number>>): DrawPlan {
  const rolled = result.rolled;
  const layout = layoutOf(rolled);
  const size = perPage[layout];
  const { steps, stride } = stepsOf(layout, rolled, result.winners, size);
  return { layout, rolled, perPage: size, stride, steps, totalMs: INTRO_MS + steps.reduce((sum, ms) => sum + ms, 0) + OUTRO_MS };
}

function stepsOf(layout: Layout, rolled: number, winners: number, perPage: number): { steps: number[]; stride: number } {
  switch (layout) {
    case 'alone':
      return { steps: Array.from({ length: rolled }, (_, i) => (i < winners ? 10_000 : 6_000)), stride: 1 };
    case 'list':
      return { steps: Array.from({ length: rolled }, (_, i) => (i < 3 ? 6_000 : rolled <= 30 ? 3_200 : 2_000)), stride: 1 };
    case 'columns': {
      const each = Math.min(400, Math.max(40, Math.round(60_000 / rolled)));
      return { steps: Array.from({ length: rolled }, () => each), stride: 1 };
    }
    case 'pages': {
      const pages = Math.ceil(rolled / perPage);
      const stride = Math.max(1, Math.ceil((pages * PAGE_LEAST_MS) / PAGES_TOTAL_MS));
      const shown = pagesShown(pages, stride);
      const each = Math.min(PAGE_MOST_MS, Math.max(PAGE_LEAST_MS, Math.round(PAGES_TOTAL_MS / shown)));
      return { steps: Array.from({ length: shown }, () => each), stride };
    }
  }
}

/** The first page, every `stride`th after it, and always the last. */
function pagesShown(pages: number, stride: number): number {
  return Math.floor((pages - 1) / stride) + 1 + ((pages - 1) % stride === 0 ? 0 : 1);
}

/** Where the show stands, so many milliseconds into the stage. */
export function momentAt(plan: DrawPlan, elapsedMs: number): Moment {
  const pages = Math.max(1, Math.ceil(plan.rolled / plan.perPage));
  if (elapsedMs < INTRO_MS && plan.rolled > 0) return { phase: 'intro', locked: 0, turning: -1, part: 0, page: 0, stepMs: 0, ofMs: 0 };
  let left = elapsedMs - INTRO_MS;
  for (let i = 0; i < plan.steps.length; i++) {
    const ms = plan.steps[i] as number;
    if (left < ms) return stepMoment(plan, i, left, ms, pages);
    left -= ms;
  }
  return { phase: 'over', locked: plan.rolled, turning: -1, part: 1, page: pages - 1, stepMs: 0, ofMs: 0 };
}

function stepMoment(plan: DrawPlan, step: number, stepMs: number, ofMs: number, pages: number): Moment {
  const part = stepMs / ofMs;
  if (plan.layout !== 'pages') {
    return { phase: 'rolling', locked: step, turning: step, part, page: Math.floor(step / plan.perPage), stepMs, ofMs };
  }
  const page = Math.min(step * plan.stride, pages - 1);
  const inPage = Math.min(plan.perPage, plan.rolled - page * plan.perPage);
  // A page fills during its first 60 %, then stands to be read.
  const filled = Math.min(inPage, Math.ceil(inPage * Math.min(1, part / 0.6)));
  return { phase: 'rolling', locked: page * plan.perPage + filled, turning: -1, part, page, stepMs, ofMs };
}

/** Up to which roll (exclusive) the show must have the rolls before it may stand at this moment. */
export function rollsNeeded(plan: DrawPlan, moment: Moment): { from: number; to: number } {
  const page = moment.phase === 'over' || plan.layout === 'pages' ? moment.page : Math.floor(Math.max(0, moment.locked) / plan.perPage);
  const from = page * plan.perPage;
  return { from, to: Math.min(plan.rolled, from + plan.perPage) };
}
