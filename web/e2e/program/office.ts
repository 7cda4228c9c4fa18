/** An office with its people, as testers sit at its desks: every step is done in the console. */
import { type Browser, type BrowserContext, type Locator, type Page, test as base, expect } from '@playwright/test';
import { join } from 'node:path';
import { Program } from './program';
import { totp } from './totp';

export interface Person {
  username: string;
  name: string;
  password: string;
  passphrase: string;
  /** The key file that the person downloaded. */
  keyFile: string;
  /** Of the authenticator, where there is one. */
  secret?: string;
}

export interface Desk {
  page: Page;
  person: Person;
}

const PASSWORD = 'a password for the tests';
const PASSPHRASE = 'a passphrase for the tests';

export class Office {
  private readonly browsers = new Map<string, BrowserContext>();

  constructor(
    readonly program: Program,
    readonly administrator: Person,
    private readonly browser: Browser,
  ) {}

  /** Opens the office: the first administrator takes over the one-time password and the key. */
  static async open(program: Program, browser: Browser): Promise<Office> {
    const page = await freshPage(browser, program);
    const administrator = await firstSteps(page, program, { username: 'admin', name: 'admin' }, program.oneTimePassword);
    await page.context().close();
    return new Office(program, administrator, browser);
  }

  /** A page of the person's own browser, signed in; a code of the authenticator is good for one sign-in, so they stay signed in. */
  async desk(person: Person): Promise<Desk> {
    const known = this.browsers.get(person.username);
    const page = known ? await known.newPage() : await freshPage(this.browser, this.program);
    if (known) {
      await page.goto(`${this.program.consoleUrl}/?lang=zh`);
    } else {
      this.browsers.set(person.username, page.context());
      await signIn(page, person);
    }
    await expect(page.getByRole('heading', { name: '待我签署' })).toBeVisible();
    return { page, person };
  }

  /** Drafts the registration of an organisation; answers with the dialog that asks for a signature. */
  async draftOrganisation({ page }: Desk, id: string, name: string): Promise<Locator> {
    await page.goto(`${this.program.consoleUrl}/people`);
    await page.getByRole('button', { name: '登记机构' }).click();
    const form = page.getByRole('dialog', { name: '登记机构' });
    await form.getByLabel('名称', { exact: true }).fill(name);
    await form.getByLabel('代号').fill(id);
    await form.getByRole('button', { name: '阅读全文并签署' }).click();
    const dialog = signingDialog(page);
    await expect(dialog).toBeVisible();
    return dialog;
  }

  /** Registers an organisation, signed by the administrator. */
  async register(administrator: Desk, id: string, name: string): Promise<void> {
    await this.draftOrganisation(administrator, id, name);
    await sign(administrator.page, administrator.person);
    await expect(administrator.page.getByRole('cell', { name, exact: true }).first()).toBeVisible();
  }

  /** Opens an account and goes through its first steps; the administrator signs the registration. */
  async admit(administrator: Desk, who: { username: string; id: string; name: string; role: string; organisation?: string }): Promise<Person> {
    const { page } = administrator;
    await page.goto(`${this.program.consoleUrl}/people`);
    await page.getByRole('button', { name: '开立账户' }).click();
    const form = page.getByRole('dialog', { name: '开立账户' });
    await choose(form, '角色', who.role);
    if (who.organisation) await choose(form, '机构', who.organisation);
    await form.getByLabel('姓名').fill(who.name);
    await form.getByLabel('人员代号').fill(who.id);
    await form.getByLabel('用户名').fill(who.username);
    await form.getByRole('button', { name: '开立', exact: true }).click();
    const oneTimePassword = await page.getByTestId('one-time-password').innerText();
    await page.getByRole('button', { name: '我已交付，关闭' }).click();

    const theirs = await freshPage(this.browser, this.program);
    const person = await firstSteps(theirs, this.program, who, oneTimePassword, async () => {
      await page.goto(`${this.program.consoleUrl}/`);
      await page.locator('.act-row', { hasText: who.name }).getByRole('button', { name: '阅读并签署' }).click();
      await sign(page, administrator.person);
    });
    await theirs.context().close();
    return person;
  }
}

/** Does something about a person or an account of the page of people. */
export async function act(page: Page, about: string, what: string): Promise<void> {
  await page.getByRole('button', { name: `操作 ${about}` }).click();
  await page.getByRole('menuitem', { name: what }).filter({ visible: true }).click();
}

/** A browser without memory, on the console's first page. */
async function freshPage(browser: Browser, program: Program): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`${program.consoleUrl}/?lang=zh`);
  return page;
}

export async function signIn(page: Page, person: Pick<Person, 'username' | 'password' | 'secret'>): Promise<void> {
  await page.getByLabel('用户名').fill(person.username);
  await page.getByLabel('密码', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  if (person.secret) {
    await page.getByLabel('验证码（6 位）').fill(totp(person.secret, 1));
    await page.getByRole('button', { name: '登录', exact: true }).click();
  }
}

/** What a new account does once, in whatever order the service asks. */
async function firstSteps(
  page: Page,
  program: Program,
  who: { username: string; name: string },
  oneTimePassword: string,
  others: () => Promise<void> = async () => {},
): Promise<Person> {
  await signIn(page, { username: who.username, password: oneTimePassword });
  await setPassword(page);

  const authenticator = page.getByRole('button', { name: '显示二维码' });
  const makeKey = page.getByRole('button', { name: '生成新密钥' });
  await expect(authenticator.or(makeKey)).toBeVisible();
  let secret: string | undefined;
  if (await authenticator.isVisible()) {
    secret = await setAuthenticator(page);
  }

  const keyFile = await newKey(page, program, PASSPHRASE);
  await page.getByRole('button', { name: /核对并签署/ }).click();
  await signWithNewKey(page);
  await others();
  await expect(page.getByRole('heading', { name: '待我签署' })).toBeVisible();
  return { username: who.username, name: who.name, password: PASSWORD, passphrase: PASSPHRASE, keyFile, ...(secret ? { secret } : {}) };
}

/** Makes a key and downloads its file; answers where that lies. */
export async function newKey(page: Page, program: Program, passphrase: string): Promise<string> {
  await page.getByLabel('密钥口令').fill(passphrase);
  await page.getByLabel('再输入一次').fill(passphrase);
  await page.getByRole('button', { name: '生成新密钥' }).click();
  const downloads = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载密钥文件' }).click();
  const download = await downloads;
  const keyFile = join(program.folder, download.suggestedFilename());
  await download.saveAs(keyFile);
  return keyFile;
}

/** A key that was made a moment ago is open: no passphrase is asked for. */
export async function signWithNewKey(page: Page): Promise<void> {
  const dialog = signingDialog(page);
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.getByRole('button', { name: '完成' }).click();
}

/** Scans what the service shows and types the code; answers the authenticator's secret. */
async function setAuthenticator(page: Page): Promise<string> {
  await page.getByRole('button', { name: '显示二维码' }).click();
  const secret = (await page.locator('.totp .mono').innerText()).replace(/\s/g, '');
  await page.getByLabel('验证器显示的 6 位验证码').fill(totp(secret));
  await page.getByRole('button', { name: '确认' }).click();
  return secret;
}

/** What follows a reset: a password and an authenticator of one's own; the key stays. */
export async function takeOver(page: Page, username: string, oneTimePassword: string): Promise<void> {
  await signIn(page, { username, password: oneTimePassword });
  await setPassword(page);
  await setAuthenticator(page);
  await expect(page.getByRole('heading', { name: '待我签署' })).toBeVisible();
}

async function setPassword(page: Page): Promise<void> {
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输入一次').fill(PASSWORD);
  await page.getByRole('button', { name: '设为新密码' }).click();
}

export function signingDialog(page: Page): Locator {
  return page.getByRole('dialog').filter({ has: page.locator('.signing-actions') });
}

/** Reads, opens the key kept here, signs, and goes on. */
export async function sign(page: Page, person: Person): Promise<void> {
  const dialog = signingDialog(page);
  await dialog.getByLabel('密钥口令').fill(person.passphrase);
  await dialog.getByRole('button', { name: '签署', exact: true }).click();
  await dialog.getByRole('button', { name: '完成' }).click();
  await expect(dialog).toBeHidden();
}

async function choose(form: Locator, label: string, option: string): Promise<void> {
  const combobox = form.page().getByRole('combobox', { name: label });
  await form.locator('.el-select').filter({ has: combobox }).click();
  await form.page().getByRole('option', { name: option }).filter({ visible: true }).click();
}

/** One office for all tests of a worker: to open one takes a while. */
export const test = base.extend<object, { program: Program; office: Office }>({
  program: [
    async ({ browserName: _ }, use) => {
      const program = await Program.start();
      try {
        await use(program);
      } finally {
        await program.stop();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  office: [
    async ({ program, browser }, use) => {
      await use(await Office.open(program, browser));
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect };
