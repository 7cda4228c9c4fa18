/** Looks at what a person sees: whether everybody can use it, and, where TWOSEAL_PICTURES names a folder, what it looks like. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
/** A folder for pictures of every state; who makes pictures hurries nowhere. */
export const PICTURES = process.env.TWOSEAL_PICTURES;

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** The narrowest window that the console is made for. */
const NARROW = { width: 360, height: 780 };

/** Whether the page can be read in a narrow window: nothing of it lies beyond its right edge. */
export async function fits(page: Page, name: string): Promise<void> {
  const usual = page.viewportSize();
  await page.setViewportSize(NARROW);
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name.replace(/[^\w-]+/g, '-')}-narrow.png`), fullPage: true });
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), `${name}: how wide it is`).toBeLessThanOrEqual(NARROW.width);
  if (usual !== null) await page.setViewportSize(usual);
}

/** @param name of the state, told with what is wrong in it */
export async function look(page: Page, name: string): Promise<void> {
  // What fades in is half transparent for a moment, and its contrast with it.
  await page.waitForFunction(() =>
    document.getAnimations().every((each) => each.playState !== 'running' || each.effect?.getComputedTiming().endTime === Infinity),
  );
  if (PICTURES !== undefined) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name.replace(/[^\w-]+/g, '-')}.png`), fullPage: true });
  }
  // The policy lets no script of a page's own in; the tester's comes by the debugger.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (rules) => {
    const run = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe.run;
    // Nor does anything change its colour slowly meanwhile, such as a button that can be pressed from now on.
    const still = new CSSStyleSheet();
    still.replaceSync('*, *::before, *::after { transition: none !important }');
    document.adoptedStyleSheets.push(still);
    try {
      return (await run({ runOnly: rules, resultTypes: ['violations'] })).violations;
    } finally {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== still);
    }
  }, RULES);
  expect.soft(violations.flatMap((each) => each.nodes.slice(0, 3).map((node) => `${name}: ${each.id} ${node.html.slice(0, 300)}`))).toEqual([]);
}
