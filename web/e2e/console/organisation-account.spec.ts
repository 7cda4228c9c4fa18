/** Signing in by the organisation's own identity provider: when it is away, when nobody knows who comes, when its owner thinks better of it, and when it holds. */
import type { Page } from '@playwright/test';
import { act, expect, test } from '../program/office';
import { IdentityProvider } from '../program/identity';
import { look } from './look';

const SIGN_IN = '用单位账号登录';

test('who is linked comes in by the organisation’s account; who is not is told why, on the page they began from', async ({ office, browser }) => {
  const { program } = office;
  const visitor = async () => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })).newPage();
    // The provider's own page asks for a font from elsewhere.
    await page.route(/googleapis/, (route) => route.abort());
    await page.goto(`${program.consoleUrl}/?lang=zh`);
    await page.getByRole('link', { name: SIGN_IN }).click();
    return page;
  };
  const nobody = await visitor();
  const refused = nobody.getByRole('alert');
  await expect(refused).toContainText('身份提供方没有响应。');
  await expect(nobody).toHaveURL(`${program.consoleUrl}/sign-in?refused=session.oidc-unreachable`);
  await look(nobody, 'zh the provider is away');

  const provider = await IdentityProvider.start(program.identityPort, program.url);
  try {
    await nobody.getByRole('link', { name: SIGN_IN }).click();
    await nobody.getByRole('link', { name: /cancel/i }).click();
    await expect(refused).toContainText('身份提供方没有确认此次登录。');

    await nobody.getByRole('link', { name: SIGN_IN }).click();
    await atTheProvider(nobody, 'emp-18');
    await expect(refused).toContainText('身份提供方认得您，但您在这里没有关联的账户。');
    await nobody.getByRole('button', { name: 'English' }).click();
    await expect(refused).toContainText('Ask an administrator to link yours');
    await look(nobody, 'en nobody is linked');

    await link((await office.desk(office.administrator)).page, program.consoleUrl, 'emp-17');
    const linked = await visitor();
    await atTheProvider(linked, 'emp-17');
    await expect(linked).toHaveURL(new RegExp(`^${program.consoleUrl}/(first)?$`));
    await expect(linked.getByText('甄真').first()).toBeVisible();
  } finally {
    provider.stop();
  }
});

/** Says who one is, and lets the service know it. */
async function atTheProvider(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('x');
  await page.getByRole('button', { name: /sign-in/i }).click();
  await page.getByRole('button', { name: /continue/i }).click();
}

/** The administrator opens an account and links it. */
async function link(page: Page, consoleUrl: string, subject: string): Promise<void> {
  await page.goto(`${consoleUrl}/people`);
  await page.getByRole('button', { name: '开立账户' }).click();
  const form = page.getByRole('dialog', { name: '开立账户' });
  await form.locator('.el-select').filter({ has: page.getByRole('combobox', { name: '角色' }) }).click();
  await page.getByRole('option', { name: '公证员' }).filter({ visible: true }).click();
  await form.getByLabel('姓名').fill('甄真');
  await form.getByLabel('人员代号').fill('zhen');
  await form.getByLabel('用户名').fill('zhen');
  await form.getByRole('button', { name: '开立', exact: true }).click();
  await page.getByRole('button', { name: '我已交付，关闭' }).click();
  await act(page, 'zhen', '单位账号');
  const dialog = page.getByRole('dialog', { name: '甄真 的单位账号' });
  await dialog.getByLabel(/sub/).fill(subject);
  await look(page, 'zh link an account');
  await dialog.getByRole('button', { name: '保存关联' }).click();
  await expect(dialog).toBeHidden();
}
