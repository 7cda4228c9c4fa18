/** A colleague's key and account, from the day the key is lost to the day the account is closed; and a backup of it all. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { act, expect, newKey, sign, signIn, signWithNewKey, takeOver, test } from '../program/office';
import { look } from './look';

const NEW_PASSPHRASE = 'another passphrase for the tests';
const THIRD_PASSPHRASE = 'the third passphrase for the tests';

test('a lost key is replaced, a password reset, a substitute found, a key revoked and an account closed', async ({ office, browser }) => {
  test.setTimeout(420_000);
  const { program } = office;
  const desk = await office.desk(office.administrator);
  const { page } = desk;
  const lu = await office.admit(desk, { username: 'lu', id: 'lu', name: '陆远', role: '公证员' });
  const theirs = (await office.desk(lu)).page;
  const atProfile = `${program.consoleUrl}/profile`;
  const toPeople = () => page.goto(`${program.consoleUrl}/people`);
  const reason = page.getByRole('dialog').getByLabel(/理由/);

  await test.step('the lost key: the new one signs, then an administrator, and it is kept here in its place', async () => {
    await toPeople();
    await act(page, '陆远', '密钥遗失');
    await expect(page.getByRole('dialog', { name: '陆远 的密钥遗失' })).toBeVisible();
    await page.keyboard.press('Escape');

    await theirs.goto(atProfile);
    const old = await theirs.locator('.key-whole').innerText();
    await theirs.getByRole('button', { name: '更换密钥…' }).click();
    await newKey(theirs, program, NEW_PASSPHRASE);
    await theirs.getByLabel(/公开理由/).fill('密钥文件遗失');
    await look(theirs, 'zh new key');
    await theirs.getByRole('button', { name: '核对并签署更换' }).click();
    await theirs.getByRole('dialog').getByRole('button', { name: '暂不签署' }).click();
    await theirs.getByRole('button', { name: '核对并签署更换' }).click();
    await signWithNewKey(theirs);
    const waits = theirs.getByText(/已由新密钥签署，等待管理员签署/);
    await expect(waits).toBeVisible();
    await theirs.reload();
    await expect(waits).toBeVisible();
    await look(theirs, 'zh replacement waits');

    await page.goto(`${program.consoleUrl}/`);
    await page.locator('.act-row', { hasText: '陆远' }).getByRole('button', { name: '阅读并签署' }).click();
    await sign(page, office.administrator);
    await expect(theirs.getByText('密钥已更换。')).toBeVisible();
    await expect(theirs.locator('.key-whole')).not.toHaveText(old);
  });

  await test.step('who still has the old key needs nobody', async () => {
    await theirs.goto(atProfile);
    await theirs.getByRole('button', { name: '更换密钥…' }).click();
    await newKey(theirs, program, THIRD_PASSPHRASE);
    await theirs.getByLabel(/公开理由/).fill('换到新的 U 盘');
    await theirs.getByText(/旧密钥还在我手里/).click();
    await theirs.getByRole('button', { name: '核对并签署更换' }).click();
    await signWithNewKey(theirs);
    await sign(theirs, { ...lu, passphrase: NEW_PASSPHRASE });
    await expect(theirs.getByText('密钥已更换。')).toBeVisible();
  });

  await test.step('absent: a substitute is let in, and a remark says so', async () => {
    await toPeople();
    await act(page, '陆远', '设替补');
    await page.getByRole('button', { name: '为替补开立账户' }).click();
    const form = page.getByRole('dialog', { name: '开立账户' });
    await expect(form.locator('.el-select', { has: page.locator('#account-role') })).toContainText('公证员');
    await expect(form.locator('.el-select', { has: page.locator('#account-organisation') })).toContainText('城东公证处');
    await form.getByLabel('姓名').fill('白露');
    await form.getByLabel('人员代号').fill('bai');
    await form.getByLabel('用户名').fill('bai');
    await form.getByRole('button', { name: '开立', exact: true }).click();
    await expect(page.getByTestId('one-time-password')).toBeVisible();
    await look(page, 'zh one-time password');
    await page.getByRole('button', { name: '我已交付，关闭' }).click();

    await act(page, '陆远', '设替补');
    await expect(page.getByLabel('附注内容（公开）')).toHaveValue('陆远缺席，由同一机构的其他公证员代行职责。');
    await page.getByRole('button', { name: '在账本上附注' }).click();
    await sign(page, office.administrator);
    await page.goto(`${program.consoleUrl}/ledger`);
    await expect(page.getByRole('link', { name: '附注' }).first()).toBeVisible();
  });

  await test.step('a reset ends password, authenticator and sessions; the key stays', async () => {
    await toPeople();
    await act(page, 'lu', '重置密码');
    await reason.fill('忘记密码');
    await look(page, 'zh reset');
    await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
    const oneTimePassword = await page.getByTestId('one-time-password').innerText();
    await page.getByRole('button', { name: '我已交付，关闭' }).click();

    await theirs.reload();
    await expect(theirs).toHaveURL(/sign-in/);
    await takeOver(theirs, 'lu', oneTimePassword);
    await theirs.goto(atProfile);
    await expect(theirs.getByText('加密副本保存在此，签署时可直接使用。')).toBeVisible();
  });

  await test.step('revoked: the ledger takes nothing from that key any more', async () => {
    await toPeople();
    await act(page, '陆远', '吊销密钥');
    await reason.fill('离职');
    await page.getByRole('dialog').getByRole('button', { name: '阅读全文并签署' }).click();
    await sign(page, office.administrator);
    const row = page.getByRole('region', { name: '账本上的人员' }).getByRole('row', { name: /陆远/ });
    await expect(row.getByText('已吊销')).toBeVisible();
    await expect(row.getByRole('button', { name: /操作/ })).toHaveCount(0);
  });

  await test.step('closed: nobody signs in with it, and who is there is sent away', async () => {
    await act(page, 'lu', '关闭账户');
    await reason.fill('离职');
    await page.getByRole('dialog').getByRole('button', { name: '关闭账户' }).click();
    const row = page.getByRole('region', { name: '登录账户' }).getByRole('row', { name: /陆远/ });
    await expect(row.getByText('已关闭')).toBeVisible();
    await look(page, 'zh revoked and closed');
    await theirs.reload();
    await expect(theirs).toHaveURL(/sign-in/);
    const fresh = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    await fresh.goto(`${program.consoleUrl}/?lang=zh`);
    await signIn(fresh, { username: 'lu', password: lu.password });
    await expect(fresh.getByRole('alert')).toBeVisible();
    await look(fresh, 'zh sign-in refused');
    await fresh.context().close();
  });

  await test.step('the audit has it all, in words', async () => {
    await page.goto(`${program.consoleUrl}/audit`);
    for (const what of ['重置密码', '关闭账户', '开立账户']) await expect(page.getByRole('cell', { name: what, exact: true }).first()).toBeVisible();
  });
});

test('a backup is made in the console', async ({ office }) => {
  const { page } = await office.desk(office.administrator);
  await page.goto(`${office.program.consoleUrl}/operations`);
  await page.getByRole('button', { name: '立即备份' }).click();
  const done = page.getByRole('status').filter({ hasText: '已备份到' });
  await expect(done).toBeVisible();
  await look(page, 'zh backed up');
  const folder = /已备份到 (\S+)，/.exec(await done.innerText())?.[1] ?? '';
  expect(existsSync(join(office.program.folder, 'backups', folder.split('/').at(-1) ?? ''))).toBe(true);
  await page.goto(`${office.program.consoleUrl}/audit`);
  await expect(page.getByRole('cell', { name: '备份', exact: true }).first()).toBeVisible();
});
