import { readFileSync } from 'node:fs';
import { expect, sign, test } from '../program/office';

/** Registering an organisation is the smallest thing that one signs; the dialog is the same for all. */
const NAME = '江城法学会';

test('what is copied is exactly what is signed', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await office.draftOrganisation(desk, 'copied', NAME);
  await dialog.getByRole('button', { name: '复制全文' }).click();
  const copied = await desk.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^twoseal\/registry\.organisation\/1\nid: [0-9a-f]{32}\nledger: \S+\norganisation: copied\nname: 江城法学会\nname-en: -\n$/);
  await expect(dialog.getByText('与服务器所述一致')).toBeVisible();
});

test('a text that differs from its digest is not signed', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  await desk.page.route('**/api/v1/acts', async (route) => {
    const answer = await route.fetch();
    const act = (await answer.json()) as { text: string };
    await route.fulfill({ response: answer, json: { ...act, text: act.text.replace('江城法学会', '别的机构') } });
  });
  const dialog = await office.draftOrganisation(desk, 'changed', NAME);
  await expect(dialog.getByText('这段文字的摘要与服务器所述不符')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '签署', exact: true })).toBeDisabled();
});

test('a wrong passphrase, a damaged file and no key file are told apart, and nothing is lost', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  const dialog = await office.draftOrganisation(desk, 'patient', NAME);
  const passphrase = dialog.getByLabel('密钥口令');
  const signButton = dialog.getByRole('button', { name: '签署', exact: true });

  await passphrase.fill('not the passphrase');
  await signButton.click();
  await expect(dialog.getByText('口令打不开这个文件')).toBeVisible();

  await dialog.getByText('我的密钥文件').click();
  const file = readFileSync(desk.person.keyFile);
  const input = dialog.locator('input[type=file]');
  await input.setInputFiles({ name: 'picture.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from('no key at all') });
  await passphrase.fill(desk.person.passphrase);
  await signButton.click();
  await expect(dialog.getByText('这不是密钥文件')).toBeVisible();

  const damaged = Buffer.from(file);
  const at = damaged.lastIndexOf('/admin') + 1;
  damaged[at] = (damaged[at] ?? 0) ^ 0x01;
  await input.setInputFiles({ name: 'damaged.p12', mimeType: 'application/x-pkcs12', buffer: damaged });
  await signButton.click();
  await expect(dialog.getByText('密钥文件已损坏或被改动过')).toBeVisible();

  await input.setInputFiles({ name: 'admin.p12', mimeType: 'application/x-pkcs12', buffer: file });
  await signButton.click();
  await expect(dialog.getByText('已记入账本', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('img', { name: '账本回执已到' })).toBeVisible();
});

test('passphrase and private key never leave the page', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  const sent: string[] = [];
  desk.page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await office.draftOrganisation(desk, 'silent', NAME);
  await sign(desk.page, desk.person);
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.filter((each) => each.includes(desk.person.passphrase))).toEqual([]);
  const lines = sent.filter((each) => each.includes('/signatures'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/\{"line":"— [a-z0-9-]+\/admin [A-Za-z0-9+/=]+"\}$/);
});

test('everything is done by keyboard, and the focus stays in the dialog', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  const { page } = desk;
  const dialog = await office.draftOrganisation(desk, 'keyboard', NAME);
  for (let presses = 0; presses < 25; presses++) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await dialog.getByLabel('密钥口令').focus();
  await page.keyboard.type(desk.person.passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('已记入账本', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a key stays open only if asked, and is closed at once', async ({ office }) => {
  const desk = await office.desk(office.administrator);
  const { page } = desk;
  const dialog = await office.draftOrganisation(desk, 'open-key', NAME);
  await dialog.getByText('密钥保持打开 10 分钟').click();
  await sign(page, desk.person);
  const close = page.getByRole('button', { name: /密钥已打开/ });
  await expect(close).toBeVisible();
  await close.click();
  await expect(close).toBeHidden();
});
