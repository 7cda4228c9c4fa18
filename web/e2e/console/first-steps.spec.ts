import { runProgram } from '../program/program';
import { expect, test } from '../program/office';

test('the first administrator takes over the office with a key that the program opens too', async ({ office }) => {
  const { administrator } = office;
  const shown = await runProgram(['keys', 'show', administrator.keyFile], { TWOSEAL_PASSPHRASE: administrator.passphrase });
  const { page } = await office.desk(administrator);
  await page.goto(`${office.program.consoleUrl}/profile`);
  const key = await page.locator('.key-whole').innerText();
  expect(shown).toContain(key);
});

test('the one-time password is good for once', async ({ office, page }) => {
  await page.goto(`${office.program.consoleUrl}/?lang=zh`);
  await page.getByLabel('用户名').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill(office.program.oneTimePassword);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/sign-in/);
});

test('a page that needs a sign-in is found again after it', async ({ office, page }) => {
  await page.goto(`${office.program.consoleUrl}/audit?lang=zh`);
  await expect(page).toHaveURL(/sign-in\?to=/);
});
