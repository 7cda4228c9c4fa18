import { expect, test } from '../program/office';
import { fits, look } from './look';

const PAGES = ['', 'people', 'ledger', 'ledger/0', 'audit', 'operations', 'profile', 'nowhere'];

for (const lang of ['zh', 'en']) {
  test(`every page can be used by everybody (${lang})`, async ({ office }) => {
    const { page } = await office.desk(office.administrator);
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    for (const name of PAGES) {
      await page.goto(`${office.program.consoleUrl}/${name}?lang=${lang}`);
      await expect(page.locator('main .sheet').first()).toBeVisible();
      await look(page, `${lang} ${name || 'to do'}`);
      await fits(page, `${lang} ${name || 'to do'}`);
    }
    expect(troubles).toEqual([]);
  });
}

for (const lang of ['zh', 'en'] as const) {
  test(`whatever opens on the pages of people and keys can be used by everybody (${lang})`, async ({ office }) => {
    const t = (zh: string, en: string) => (lang === 'zh' ? zh : en);
    const { page } = await office.desk(office.administrator);
    await page.goto(`${office.program.consoleUrl}/people?lang=${lang}`);
    const dialog = page.getByRole('dialog');
    const opened = async (name: string) => {
      await expect(dialog).toBeVisible();
      await look(page, `${lang} ${name}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    };
    await page.getByRole('button', { name: t('登记机构', 'Register an organisation') }).click();
    await opened('register an organisation');
    await page.getByRole('button', { name: t('开立账户', 'Open an account') }).click();
    await opened('open an account');
    for (const [zh, en] of [['密钥遗失', 'Lost key'], ['设替补', 'A substitute'], ['吊销密钥', 'Revoke the key']] as const) {
      await page.getByRole('button', { name: lang === 'zh' ? /^操作 管理员/ : /^Actions 管理员/ }).first().click();
      await page.getByRole('menuitem', { name: t(zh, en) }).filter({ visible: true }).click();
      await opened(en);
    }
    await page.goto(`${office.program.consoleUrl}/profile?lang=${lang}`);
    await page.getByRole('button', { name: t('更换密钥…', 'Replace the key…') }).click();
    await page.getByRole('button', { name: t('设为新密码…', 'Set the password…') }).click();
    await page.getByRole('button', { name: t('换一个验证器…', 'Set up another authenticator…') }).click();
    await look(page, `${lang} replace the key`);
  });
}

test('the language is chosen once', async ({ office, page }) => {
  await page.goto(`${office.program.consoleUrl}/sign-in?lang=zh`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto(`${office.program.consoleUrl}/ledger`);
  await expect(page.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible();
});

test('nothing of a page comes from elsewhere', async ({ office, page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${office.program.consoleUrl}/ledger`);
  await expect(page.locator('table.lines')).toBeVisible();
  expect([...hosts].filter((host) => host !== office.program.url && host !== 'null')).toEqual([]);
});
