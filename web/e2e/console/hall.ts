/** People at their own browsers, before a running service: who signs in, and how each signs. */
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

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
  /** Reads the exact text that is shown and signs it; answers when the dialog is closed. */
  sign(): Promise<void>;
}

/** The service that is tried: `TWOSEAL_URL`, such as http://127.0.0.1:8080, a demonstration. */
export function service(): string {
  const url = process.env.TWOSEAL_URL;
  if (url === undefined) {
    throw new Error('TWOSEAL_URL names no running demonstration (./twoseal demo)');
  }
  return url.replace(/\/$/, '');
}

/** Opens a browser of their own for the first demonstration user of a role, other than `not`, and signs them in. */
export async function signIn(browser: Browser, role: string, not: readonly Person[] = []): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(service() + '/console/?lang=zh');
  const user = await demoUser(context, role, not);
  await page.getByRole('button', { name: user.name }).first().click();
  await expect(page.locator('.me-name')).toHaveText(user.name);
  const person = await who(context);
  return { page, person, sign: () => sign(page, user.passphrase) };
}

async function demoUser(context: BrowserContext, role: string, not: readonly Person[]): Promise<Demo> {
  const answer = await context.request.get(service() + '/api/v1/session');
  const session = (await answer.json()) as { demo?: Demo[] };
  const taken = await Promise.all(not.map(async (each) => each.page.locator('.me-name').textContent()));
  const user = session.demo?.find((each) => each.role === role && !taken.includes(each.name));
  if (user === undefined) {
    throw new Error('the demonstration has no further ' + role);
  }
  return user;
}

async function who(context: BrowserContext): Promise<string> {
  const answer = await context.request.get(service() + '/api/v1/session');
  return ((await answer.json()) as { account: { person: string } }).account.person;
}

async function sign(page: Page, passphrase: string): Promise<void> {
  const dialog = page.locator('.el-dialog.signing');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText('与服务器所述一致')).toBeVisible();
  const field = dialog.locator('input[type=password]');
  if (await field.count()) {
    await field.fill(passphrase);
  }
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await expect(dialog.locator('.el-button--primary')).toBeVisible({ timeout: 30_000 });
  await dialog.locator('.el-button--primary').click();
  await expect(dialog).toBeHidden();
}
