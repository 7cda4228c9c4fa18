/** People at their own browsers, before a running service: who signs in, and how each signs. */
import { test as base, type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { Program } from '../program/program';
import { look, PICTURES } from './look';

const AS_SAID = /与服务器所述一致|agrees with the service/;
const SIGN = /^(签署|Sign)$/;
const DONE = /^(完成|Done)$/;

interface Demo {
  readonly username: string;
  readonly password: string;
  readonly passphrase: string;
  readonly name: string;
  readonly role: string;
}

export interface Person {
  readonly page: Page;
  readonly person: string;
  readonly passphrase: string;
  /** The text in the language of this person's browser. */
  t<T extends string | RegExp>(zh: T, en: T): T;
  /**
   * Reads the exact text that is shown and signs it; answers when the dialog is closed.
   *
   * @param state to be looked at before and after, by that name
   */
  sign(state?: string): Promise<void>;
  /** Looks at the page as it is now. */
  look(state: string): Promise<void>;
}

/** A demonstration for all tests of a worker; who came to a test leaves with it, or their pages would go on in the next. */
export const test = base.extend<{ leave: void }, { program: Program }>({
  leave: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  program: [
    async ({ browserName: _ }, use) => {
      const program = await Program.demo();
      try {
        await use(program);
      } finally {
        await program.stop();
      }
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

/**
 * Opens a browser of their own for a user of the demonstration, and signs them in.
 *
 * @param hurries passes by what others look at, unless pictures are made
 */
export async function signIn(browser: Browser, program: Program, username: string, language: 'zh' | 'en', hurries = false): Promise<Person> {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${program.consoleUrl}/?lang=${language}`);
  const user = await demoUser(context, program, username);
  await page.getByRole('button', { name: user.name }).first().click();
  await expect(page.locator('.me-name')).toHaveText(user.name);
  const answer = await context.request.get(`${program.url}/api/v1/session`);
  const { person } = ((await answer.json()) as { account: { person: string } }).account;
  const passesBy = hurries && PICTURES === undefined;
  const lookAt = (state: string) => (passesBy ? Promise.resolve() : look(page, `${language} ${username} ${state}`));
  return {
    page,
    person,
    passphrase: user.passphrase,
    t: (zh, en) => (language === 'zh' ? zh : en),
    sign: (state) => sign(page, user.passphrase, state === undefined || passesBy ? undefined : (when) => lookAt(`${state} ${when}`)),
    look: lookAt,
  };
}

async function demoUser(context: BrowserContext, program: Program, username: string): Promise<Demo> {
  const answer = await context.request.get(`${program.url}/api/v1/session`);
  const session = (await answer.json()) as { demo?: Demo[] };
  const user = session.demo?.find((each) => each.username === username);
  if (user === undefined) throw new Error(`the demonstration has no ${username}`);
  return user;
}

async function sign(page: Page, passphrase: string, look: ((when: string) => Promise<void>) | undefined): Promise<void> {
  const dialog = page.locator('.el-dialog.signing');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(AS_SAID)).toBeVisible();
  await look?.('to sign');
  const field = dialog.locator('input[type=password]');
  if (await field.count()) {
    await field.fill(passphrase);
  }
  await dialog.getByRole('button', { name: SIGN }).click();
  await expect(dialog.getByRole('button', { name: DONE })).toBeVisible();
  await look?.('signed');
  await dialog.getByRole('button', { name: DONE }).click();
  await expect(dialog).toBeHidden();
}

export function step(page: Page, id: string): Locator {
  return page.locator(`#${id}`);
}

/** Opens a step that is shut. The page may do so by itself at that moment, and a click then shuts it. */
export async function unfold(page: Page, id: string): Promise<void> {
  const fold = step(page, id).locator('h2 button');
  await expect(async () => {
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
    await expect(fold).toHaveAttribute('aria-expanded', 'true', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}

/** Chooses the shortest time for the two signatures, which the round waits for. */
export async function soon(page: Page): Promise<void> {
  const chosen = step(page, 'press').locator('.el-select.seconds');
  await expect(async () => {
    await chosen.click({ timeout: 2_000 });
    await page.getByRole('option', { name: /^30\b/ }).filter({ visible: true }).click({ timeout: 2_000 });
    await expect(chosen).toContainText(/\b30\b/, { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

export { expect };
