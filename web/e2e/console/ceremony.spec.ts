/**
 * A ceremony: no beacon, three secrets from three organisations, opened after the press. Two reveal from their files; the third has stayed away,
 * and the notary opens their envelope. It is a rehearsal, in Chinese.
 */
import { readFileSync } from 'node:fs';
import { expect, type Person, signIn, step, test, unfold } from './hall';
import { look } from './look';
import { commit, confirm, prepare, press, publishDraft, publishFinal, received, reveal, seal, upload } from './ritual';

const FLATS = ['户主姓名,身份证号', '周远,110101199001010015', '吴静,110101199001010023', '郑安,110101199001010031', '王禾,11010119900101004X', ''].join('\n');
const LIST = { name: 'flats.csv', mimeType: 'text/csv', buffer: Buffer.from(FLATS) };
const SHOWN_MS = 60_000;

function rules(contributors: readonly Person[]): string {
  return [
    'title: 安置房选房顺序（现场仪式）',
    'organiser: xinglan',
    'purpose: number-draw',
    'entropy: ceremony',
    'scheduled: 2027-03-20 09:00',
    'list: {columns: [户主姓名, 身份证号], identity: {身份证号: document}, masking: {户主姓名: surname}}',
    'stages:',
    '  - {title: 选房顺序, places: all}',
    'seal:',
    '  press-by: 1h',
    '  margin: 4s',
    '  delta: 10m',
    `  contributors: [${contributors.map((each) => `${each.person} committed`).join(', ')}]`,
    '',
  ].join('\n');
}

test('a ceremony: secrets in envelopes, opened after the press, one of them by the notary', async ({ browser, program }) => {
  test.setTimeout(420_000);
  const people = await Promise.all(['organiser', 'notary', 'notary2', 'observer'].map((username) => signIn(browser, program, username, 'zh', true)));
  const [organiser, notary, second, observer] = people as [Person, Person, Person, Person];
  const draw = await prepare(program, organiser, rules([organiser, second, observer]));
  for (const each of [notary, second, observer]) await each.page.goto(`${program.consoleUrl}/draws/${draw}`);
  await upload(organiser, 'list', LIST);
  await received(organiser, 'list');
  await publishDraft(organiser);
  for (const each of [organiser, notary]) await confirm(each, 1);
  await publishFinal(organiser);

  const secrets: string[] = [];
  for (const [at, each] of [organiser, second, observer].entries()) secrets.push(await commit(each, 17 + at));
  await seal(organiser, notary);
  const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await screen.goto(`${program.url}/screen/${draw}`);
  await expect(screen.locator('.contributors li')).toHaveCount(3);

  await press(organiser, notary);
  await test.step('nobody may open anything before the witnesses had their time', async () => {
    await unfold(observer.page, 'reveals');
    await expect(step(observer.page, 'reveals').getByText(/可公开/)).toBeVisible();
    await look(observer.page, 'zh observer ceremony too early');
  });
  await test.step('two from their files, the third from the envelope', async () => {
    await reveal(observer, secrets[2] ?? '');
    await reveal(organiser, secrets[0] ?? '');
    await expect(screen.locator('.contributors li.open')).toHaveCount(2, { timeout: SHOWN_MS });
    await look(screen, 'zh screen two envelopes open');
    await openEnvelope(notary, secrets[1] ?? '');
  });

  for (const { page } of [organiser, notary, observer]) {
    await expect(step(page, 'done').locator('tbody tr.winner')).toHaveCount(4, { timeout: SHOWN_MS });
  }
  await look(notary.page, 'zh notary ceremony done');
  await expect(screen.locator('section.number')).toBeVisible({ timeout: SHOWN_MS });
  await look(screen, 'zh screen seed of a ceremony');
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })).newPage();
  await phone.goto(`${program.url}/d/${draw}#happened`);
  await expect(phone.getByText('随机数公开')).toHaveCount(3);
  await look(phone, 'zh phone ceremony');
});

/** The notary types what the paper in the envelope says. */
async function openEnvelope(notary: Person, paper: string): Promise<void> {
  const told = new Map(readFileSync(paper, 'utf8').split('\n').map((line) => line.split(': ') as [string, string]));
  await unfold(notary.page, 'reveals');
  const panel = step(notary.page, 'reveals');
  await panel.getByText('代为公开：信封或现场值').click();
  await panel.locator('.el-select').click();
  await notary.page.getByRole('option', { name: /18/ }).click();
  await panel.getByLabel(/^值/).fill(told.get('value') ?? '');
  await panel.getByLabel(/^随机数/).fill((told.get('nonce') ?? '').replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
  await expect(panel.getByRole('alert')).toContainText('打不开封存中的承诺');
  await panel.getByLabel(/^随机数/).fill(told.get('nonce') ?? '');
  await expect(panel.getByText('能打开封存中的承诺').last()).toBeVisible();
  await look(notary.page, 'zh notary envelope');
  await panel.getByRole('button', { name: '签署并公开' }).last().click();
  await notary.sign();
}
