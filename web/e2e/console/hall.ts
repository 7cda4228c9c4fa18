/** People at their own browsers, before a running service: who signs in, and how each signs. */
import { test as base, type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { Program } from '../program/program';

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
  /** Reads the exact text that is shown and signs it; answers when the dialog is closed. */
  sign(): Promise<void>;
}

/** A demonstration for all tests of a worker. */
export const test = base.extend<object, { program: Program }>({
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

/** Opens a browser of their own for the first demonstration user of a role, and signs them in. */
export async function signIn(browser: Browser, program: Program, role: string, language: 'zh' | 'en'): Promise<Person> {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${program.consoleUrl}/?lang=${language}`);
  const user = await demoUser(context, program, role);
  await page.getByRole('button', { name: user.name }).first().click();
  await expect(page.locator('.me-name')).toHaveText(user.name);
  const answer = await context.request.get(`${program.url}/api/v1/session`);
  const { person } = ((await answer.json()) as { account: { person: string } }).account;
  return { page, person, passphrase: user.passphrase, sign: () => sign(page, user.passphrase) };
}

async function demoUser(context: BrowserContext, program: Program, role: string): Promise<Demo> {
  const answer = await context.request.get(`${program.url}/api/v1/session`);
  const session = (await answer.json()) as { demo?: Demo[] };
  const user = session.demo?.find((each) => each.role === role);
  if (user === undefined) throw new Error(`the demonstration has no ${role}`);
  return user;
}

async function sign(page: Page, passphrase: string): Promise<void> {
  const dialog = page.locator('.el-dialog.signing');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText(AS_SAID)).toBeVisible();
  const field = dialog.locator('input[type=password]');
  if (await field.count()) {
    await field.fill(passphrase);
  }
  await dialog.getByRole('button', { name: SIGN }).click();
  await dialog.getByRole('button', { name: DONE }).click();
  await expect(dialog).toBeHidden();
}

export function step(page: Page, id: string): Locator {
  return page.locator(`#${id}`);
}

export async function unfold(page: Page, id: string): Promise<void> {
  const fold = step(page, id).locator('h2 button');
  await expect(fold).toBeVisible();
  if ((await fold.getAttribute('aria-expanded')) === 'false') {
    await fold.click();
  }
}

/** Chooses the shortest time for the two signatures, which the round waits for. */
export async function soon(page: Page): Promise<void> {
  await step(page, 'press').locator('.el-select.seconds').click();
  await page.getByRole('option', { name: /^30\b/ }).click();
}

export { expect };
