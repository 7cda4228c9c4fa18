import { expect, test } from '../program/office';

test('an organisation and its people come onto the ledger, each with a key of their own', async ({ office }) => {
  test.setTimeout(240_000);
  const desk = await office.desk(office.administrator);
  await office.register(desk, 'xinglan', '星澜汽车');
  await office.admit(desk, { username: 'he', id: 'he', name: '何沐', role: '主办方', organisation: '星澜汽车' });
  await office.admit(desk, { username: 'gu', id: 'gu', name: '顾清如', role: '公证员' });

  const { page } = desk;
  await page.goto(`${office.program.consoleUrl}/people`);
  const people = page.getByRole('region', { name: '账本上的人员' });
  for (const name of ['何沐', '顾清如']) {
    await expect(people.getByRole('row', { name: new RegExp(name) }).getByText('有效')).toBeVisible();
  }

  await page.goto(`${office.program.consoleUrl}/ledger`);
  await page.getByRole('link', { name: '登记人员' }).first().click();
  await expect(page.getByText('本浏览器已核验：这一条确在账本中')).toBeVisible();
});

test('a list of people is a file too', async ({ office }) => {
  const { page } = await office.desk(office.administrator);
  await page.goto(`${office.program.consoleUrl}/people`);
  const downloads = page.waitForEvent('download');
  await page.getByRole('region', { name: '账本上的人员' }).getByRole('button', { name: '导出 CSV' }).click();
  expect((await downloads).suggestedFilename()).toBe('people.csv');
});
