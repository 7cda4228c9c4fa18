/** What may go wrong in the hall: the service dies in mid-draw, the screen loses its line, somebody reloads it. In English, and signed by keyboard. */
import type { Page } from '@playwright/test';
import { Line } from '../program/line';
import { expect, type Person, signIn, soon, step, test, unfold } from './hall';

const DRAW = 'R-2';
const DRAWN_MS = 90_000;
const SHOWN_MS = 90_000;
/** Rolls that are watched: the whole first stage and the beginning of the second. */
const WATCHED = 6;

interface Roll {
  kind: string;
  number: number;
  name?: string;
}

test('the draw goes on through a crash, a lost line and a reload, and the screen misses and repeats nothing', async ({ browser, program }) => {
  test.setTimeout(300_000);
  const organiser = await signIn(browser, program, 'organiser', 'en');
  const notary = await signIn(browser, program, 'notary', 'en');
  const at = `${program.consoleUrl}/draws/${DRAW}`;
  await Promise.all([organiser.page.goto(at), notary.page.goto(at)]);
  const hall = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' });
  const seen = await watched(hall);
  const screen = await hall.newPage();
  const line = await Line.to(program.url);
  await screen.goto(`${line.url}/screen/${DRAW}`);
  await expect(screen.locator('section.scene')).toBeVisible();

  await test.step('pressed with two hands, one of them by keyboard alone', async () => {
    await unfold(organiser.page, 'press');
    await step(organiser.page, 'press').getByRole('radio', { name: 'fast' }).locator('..').click();
    await soon(organiser.page);
    await step(organiser.page, 'press').getByRole('button', { name: 'Begin the press' }).click();
    await organiser.sign();
    await expect(screen.locator('section.press')).toBeVisible();
    await signByKeyboard(notary);
    await expect(step(organiser.page, 'waiting')).toBeVisible();
    await expect(screen.locator('section.waiting')).toBeVisible();
  });

  await test.step('killed while all wait for the number: everybody is told, and everybody comes back', async () => {
    await program.kill();
    await expect(screen.locator('.lost')).toBeVisible();
    await expect(organiser.page.getByText(/The connection is lost/)).toBeVisible();
    await program.restartDemo();
    await expect(screen.locator('.lost')).toBeHidden();
    await expect(screen.locator('section.waiting')).toBeVisible();
  });

  await test.step('the screen has no line while the numbers are drawn', async () => {
    line.cut();
    await expect(screen.locator('.lost')).toBeVisible();
    for (const { page } of [organiser, notary]) {
      await expect(step(page, 'done').locator('tbody tr.winner')).toHaveCount(1, { timeout: DRAWN_MS });
    }
    await expect(screen.locator('section.waiting')).toBeVisible();
    line.mend();
    await expect(screen.locator('section.number')).toBeVisible();
  });

  await test.step('reloaded between one roll and the next, it goes on where it was', async () => {
    await expect.poll(() => seen.length, { timeout: SHOWN_MS }).toBeGreaterThanOrEqual(2);
    await screen.reload();
    await expect.poll(() => seen.length, { timeout: SHOWN_MS }).toBeGreaterThanOrEqual(WATCHED);
    const expected = [...(await rolls(organiser.page, 1)), ...(await rolls(organiser.page, 2))];
    expect(seen).toEqual(expected.slice(0, seen.length));
  });
  line.close();
});

/** Tells every roll whose name the screens of a context show, one after the other. */
async function watched(context: Awaited<ReturnType<Page['context']>>): Promise<string[]> {
  const seen: string[] = [];
  await context.exposeFunction('twosealSaw', (roll: string) => {
    if (seen.at(-1) !== roll) seen.push(roll);
  });
  await context.addInitScript(() => {
    const { twosealSaw } = globalThis as unknown as { twosealSaw(roll: string): void };
    const look = () => {
      const name = document.querySelector('.drawing .who.there .name')?.textContent ?? '';
      const kind = document.querySelector('.drawing .stand .kind')?.textContent?.trim() ?? '';
      const title = document.querySelector('.drawing h2 .title')?.textContent ?? '';
      if (name !== '' && kind !== '') twosealSaw(`${title} ${name}`);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  return seen;
}

/** The rolls of a stage as the service tells them, in order. */
async function rolls(page: Page, stage: number): Promise<string[]> {
  const of = new URL(page.url()).origin + `/api/v1/draws/${DRAW}`;
  const { rules } = (await (await page.request.get(of)).json()) as { rules: { stages: { id: number; title: string }[] } };
  const answer = (await (await page.request.get(`${of}/results?stage=${stage}&limit=100`)).json()) as { rows: Roll[] };
  const title = rules.stages.find((each) => each.id === stage)?.title ?? '';
  return answer.rows.map((each) => `${title} ${each.name ?? ''}`);
}

/** From the page's top to the ledger without a mouse: the act, the passphrase, the signature, and back. */
async function signByKeyboard({ page, passphrase }: Person): Promise<void> {
  await expect(step(page, 'press').getByRole('button', { name: 'Read the text and sign' })).toBeVisible();
  await tabTo(page, 'Read the text and sign');
  await page.keyboard.press('Enter');
  const dialog = page.locator('.el-dialog.signing');
  await expect(dialog.getByText(/agrees with the service/)).toBeVisible();
  const field = dialog.locator('input[type=password]');
  for (let presses = 0; presses < 30 && !(await field.evaluate((element) => element === document.activeElement)); presses++) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name }).first();
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach "${name}"`);
}
