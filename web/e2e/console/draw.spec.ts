/**
 * A whole draw as the hall sees it, in either language: four people at their own browsers, and the big screen beside them. It is a rehearsal.
 * Whatever a person reaches on the way is looked at.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ListUpload } from '@twoseal/shared';
import type { Program } from '../program/program';
import { expect, type Person, signIn, step, test, unfold } from './hall';
import { fits, look } from './look';
import { commit, confirm, PASSPHRASE, press, publishDraft, publishFinal, READ_MS, received, reveal, seal, upload } from './ritual';

const LIST = fileURLToPath(new URL('../../../examples/prize-draw/entries.csv', import.meta.url));
const TWICE = '姓名,证件号码,手机号\n唐海晨,999999000000110268,10065621321\n徐杰,999999000000020115,10012864251\n唐海晨,999999000000110268,10065621321\n';
const WHOLE_DRAW_MS = 600_000;
const DRAWN_MS = 120_000;
/** The draft and the final list. */
const UPLOADS = 2;

function rules(organiser: string, contributor: string): string {
  return [
    '# 演练用的规则 | rules of a rehearsal',
    'title: 会员答谢抽奖（端到端）',
    "title-en: Members' prize draw, end to end",
    'organiser: ' + organiser,
    'purpose: prize-draw',
    'scheduled: 2027-01-09 19:30',
    'list:',
    '  columns: [姓名, 证件号码, 手机号]',
    '  identity: {证件号码: document}',
    '  masking: {姓名: surname, 手机号: last4}',
    'stages:',
    '  - {title: 一等奖, title-en: First prize, places: 1, alternates: 3}',
    '  - {title: 二等奖, title-en: Second prize, except-winners-of: earlier, places: open, alternates: 2}',
    'seal:',
    '  press-by: 1h',
    '  chain: local',
    '  delta: 8s',
    '  margin: 3s',
    '  contributors:',
    '    - ' + contributor + ' committed',
    '',
  ].join('\n');
}

// Each language has a demonstration of its own.
test.describe.configure({ mode: 'parallel' });

for (const language of ['zh', 'en'] as const) {
  test(`a whole draw, from the rules to the record (${language})`, async ({ browser, program }) => {
    test.setTimeout(WHOLE_DRAW_MS);
    const [organiser, notary, second, contributor] = await Promise.all(
      // Axe finds the same in either language, and takes half of the time: the Chinese draw is looked at.
      ['organiser', 'notary', 'notary2', 'observer'].map((username) => signIn(browser, program, username, language, language === 'en')),
    ) as [Person, Person, Person, Person];

    const draw = await test.step('rules by file, seen as a form, announced', () => announce(program, organiser, contributor));
    const at = `${program.consoleUrl}/draws/${draw}`;
    await Promise.all([notary.page.goto(at), contributor.page.goto(at)]);

    await test.step('a draft, an objection and its answer, the final list confirmed by both', () => lists(organiser, notary));
    const secret = await test.step('a secret made in the browser; only its commitment leaves it', () => commit(contributor));
    await test.step('sealed by two people in two sessions', () => seal(organiser, notary, 3));

    const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
    await screen.goto(`${program.url}/screen/${draw}`);
    await expect(screen.getByText(draw).first()).toBeVisible();

    await test.step('revealed from the file, pressed with two hands', async () => {
      await reveal(contributor, secret);
      await press(organiser, notary);
      await expect(step(organiser.page, 'waiting').getByText(organiser.t(/第 [\d,]+ 轮/, /Round [\d,]+/))).toBeVisible();
    });
    await test.step('drawn, everywhere', async () => {
      await expect(step(organiser.page, 'done')).toBeVisible({ timeout: DRAWN_MS });
      await expect(step(organiser.page, 'done').locator('tbody tr.winner')).toHaveCount(1);
      await expect(step(notary.page, 'done').locator('tbody tr.winner')).toHaveCount(1);
      await expect(screen.getByText('一等奖').first()).toBeVisible({ timeout: DRAWN_MS });
      await organiser.look('results');
      await fits(organiser.page, `${language} organiser results`);
    });
    await test.step('the winner declines, the first alternate moves up: each is signed by two', () => afterwards(organiser, notary));
    await test.step('the bundle has the digest that is shown', () => bundle(organiser));
    await test.step('the record is signed by two notaries, neither of whom waits for the other', async () => {
      await second.page.goto(at);
      await record(notary, second);
    });
    await test.step('the papers', () => papers(program, organiser, draw));
  });
}

async function announce(program: Program, organiser: Person, contributor: Person): Promise<string> {
  const { page, t } = organiser;
  await organiser.look('home');
  await page.goto(`${program.consoleUrl}/draws`);
  await expect(page.getByRole('link', { name: 'R-2', exact: true })).toBeVisible();
  await organiser.look('draws');
  await page.getByRole('link', { name: t('准备一次摇号', 'Prepare a draw') }).first().click();
  await expect(page.getByRole('button', { name: t(/会员抽奖/, /Prize draw/) })).toBeVisible();
  await organiser.look('new draw');
  await page.getByRole('button', { name: t(/会员抽奖/, /Prize draw/) }).click();
  await expect(page.getByLabel(t('标题', 'Title'), { exact: true }).first()).toBeVisible();
  await organiser.look('rules as a form');
  await page.getByText(t('文件', 'File'), { exact: true }).click();
  const file = page.getByRole('textbox', { name: t('文件', 'File'), exact: true });
  await file.fill('title: x\n');
  await expect(page.getByText(t(/处待改/, /to correct/))).toBeVisible();
  await organiser.look('rules with problems');
  await file.fill(rules(organiser.person.split('/')[0] ?? '', contributor.person));
  await expect(page.getByText(t('规则完整，可以公告。', 'The rules are complete and can be announced.'))).toBeVisible();
  await organiser.look('rules as a file');
  await page.getByText(t('表单', 'Form'), { exact: true }).click();
  await expect(page.getByLabel(t('标题', 'Title'), { exact: true }).first()).toHaveValue('会员答谢抽奖（端到端）');
  await expect(page.getByText(t(/^已保存/, /^saved/))).toBeVisible();
  await page.getByRole('button', { name: t('公告为演练', 'Announce as a rehearsal') }).click();
  await organiser.sign('announcement');
  await page.waitForURL(/\/draws\/R-\d+/);
  return /R-\d+/.exec(page.url())?.[0] ?? '';
}

/** A list that is read to its end and not done yet: what the service does then takes as long as the test wants. */
async function concluding(organiser: Person): Promise<void> {
  const { page, t } = organiser;
  let isHeld = true;
  const uploads = /\/draws\/[^/]+\/lists\/[^/]+$/;
  await page.route(uploads, async (route) => {
    const answer = await route.fetch();
    const told = (await answer.json()) as ListUpload;
    await route.fulfill({ response: answer, json: isHeld ? { ...told, state: 'reading', read: told.bytes, lines: 1_234 } : told });
  });
  await upload(organiser, 'list', LIST);
  await expect(step(page, 'list').getByText(t(/^1,234 行已读完.*正在查重/, /^All 1,234 lines are read.*Now looking for duplicates/))).toBeVisible();
  await expect(step(page, 'list').getByText(t(/^已用 \d+ 秒$/, /^\d+ seconds? so far$/))).toBeVisible();
  await organiser.look('list read to its end');
  isHeld = false;
  await received(organiser, 'list');
  await page.unroute(uploads);
}

async function lists(organiser: Person, notary: Person): Promise<void> {
  const { t } = organiser;
  await organiser.look('no list yet');
  await upload(organiser, 'list', { name: 'twice.csv', mimeType: 'text/csv', buffer: Buffer.from(TWICE) });
  await expect(step(organiser.page, 'list').getByText(t('错误按种类列出', 'Errors by kind')).first()).toBeVisible({ timeout: READ_MS });
  await organiser.look('list with errors');
  const refused = step(organiser.page, 'list').locator('.card');
  await refused.getByRole('button', { name: t('删除这次上传', 'Delete this upload') }).click();
  await organiser.look('list to be deleted');
  await refused.getByRole('button', { name: t('删除', 'Delete'), exact: true }).click();
  await expect(refused).toHaveCount(0);
  await concluding(organiser);
  await organiser.look('list taken');
  await publishDraft(organiser);

  await unfold(notary.page, 'objections');
  const objections = step(notary.page, 'objections');
  await objections.getByLabel(t(/提出人/, /From/)).fill('李**');
  await objections.getByLabel(t('内容', 'What it says')).fill('名单里没有我。');
  await notary.look('objection');
  await objections.getByRole('button', { name: t('登记', 'Enter') }).click();
  await expect(objections.getByText('名单里没有我。')).toBeVisible();
  await unfold(organiser.page, 'objections');
  const answering = step(organiser.page, 'objections');
  await answering.getByRole('button', { name: t('答复', 'Answer') }).click();
  await answering.getByRole('textbox', { name: t('答复', 'Answer') }).fill('已核对，不在会员之列。');
  await organiser.look('answer');
  await answering.locator('form').first().getByRole('button', { name: t('答复', 'Answer') }).click();
  await expect(answering.getByText(t('不成立', 'Not upheld')).first()).toBeVisible();

  await upload(organiser, 'final', LIST);
  await received(organiser, 'final');
  await confirm(organiser, UPLOADS);
  await notary.page.getByRole('link', { name: notary.t('待办', 'To do'), exact: true }).click();
  const due = notary.page.locator('.my-tasks li').filter({ hasText: /R-\d+/.exec(organiser.page.url())?.[0] ?? 'the draw' });
  const confirming = due.getByRole('link', { name: notary.t('核对并确认名单', 'Compare and confirm the list'), exact: true });
  await expect(confirming).toBeVisible();
  await notary.look('home with something to do');
  await confirming.click();
  await expect(step(notary.page, 'final').locator('h2 button')).toHaveAttribute('aria-expanded', 'true');
  await confirm(notary, UPLOADS);
  await notary.look('list confirmed');
  await publishFinal(organiser);
  await expect(step(organiser.page, 'final').getByText(t(/账本第 \d+ 条/, /Ledger entry \d+/)).first()).toBeVisible();
  await codes(organiser);
}

/** Everybody's entry code, for who has the passphrase. */
async function codes(organiser: Person): Promise<void> {
  const { page, t } = organiser;
  await unfold(page, 'final');
  const form = step(page, 'final').locator('form.codes');
  const take = form.getByRole('button', { name: t('下载查询码（CSV）', 'Download the entry codes (CSV)') });
  await form.getByLabel(t('私有文件口令', 'Passphrase of the private file')).fill('another horse');
  await take.click();
  await expect(form.getByText(t(/口令打不开/, /passphrase does not open/))).toBeVisible();
  await organiser.look('codes refused');
  await form.getByLabel(t('私有文件口令', 'Passphrase of the private file')).fill(PASSPHRASE);
  const saved = page.waitForEvent('download');
  await take.click();
  const lines = readFileSync(await (await saved).path(), 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe('\ufeffnumber,group,name,code');
  expect(lines.length).toBe(readFileSync(LIST, 'utf8').trim().split('\n').length);
  await expect(form.getByRole('status')).toBeVisible();
  await organiser.look('codes taken');
}

async function afterwards(organiser: Person, notary: Person): Promise<void> {
  const { t } = organiser;
  const panel = step(organiser.page, 'afterwards');
  const toSign = step(notary.page, 'afterwards').getByRole('button', { name: t('阅读全文并签署', 'Read the text and sign') });
  await unfold(organiser.page, 'afterwards');
  await panel.getByText(t('序号', 'Order'), { exact: true }).locator('..').locator('.el-select').click();
  await organiser.page.getByRole('option', { name: t(/中签/, /winner/) }).first().click();
  await organiser.look('declined');
  await panel.getByRole('button', { name: t('拟定文书并签署', 'Draft it and sign') }).click();
  await organiser.sign();
  await unfold(notary.page, 'afterwards');
  await toSign.click();
  await notary.sign();
  await expect(panel.locator('.happened li')).toHaveCount(1);

  await panel.getByText(t('候补递补', 'promote'), { exact: true }).click();
  await expect(panel.getByText(t(/候补第 1 号.*递补第 1 名/, /alternate 1 .* for the place that no\. 1 gave up/))).toBeVisible();
  await organiser.look('promoted');
  await panel.getByRole('button', { name: t('拟定文书并签署', 'Draft it and sign') }).click();
  const said = t(/候补第 1 号递补第 1 名的位置/, /alternate 1 takes the place of no\. 1/);
  await expect(organiser.page.locator('.el-dialog.signing .summary').getByText(said)).toBeVisible();
  await organiser.sign();
  await toSign.click();
  await notary.sign();
  await expect(panel.locator('.happened li')).toHaveCount(2);
  const became = step(organiser.page, 'done').getByRole('cell', { name: t('递补，替第 1 名', 'promoted, in place of no. 1'), exact: true });
  await unfold(organiser.page, 'done');
  await expect(became).toBeVisible();
  await organiser.look('afterwards');
}

async function bundle({ page, t }: Person): Promise<void> {
  await unfold(page, 'done');
  const saved = page.waitForEvent('download');
  await step(page, 'done').getByRole('button', { name: t('下载证明包', 'Download the bundle') }).click();
  const bytes = readFileSync(await (await saved).path());
  const shown = await step(page, 'done').locator('.bundle dd .digest').textContent();
  expect(shown?.replace(/\s/g, '')).toBe(createHash('sha256').update(bytes).digest('hex'));
}

async function record(notary: Person, second: Person): Promise<void> {
  const { page, t } = notary;
  const panel = step(page, 'record');
  const seconds = step(second.page, 'record');
  const toSign = { name: t('签署监督记录', 'Sign the record') };
  await unfold(second.page, 'record');
  await expect(seconds.getByLabel(t('地点', 'Place'))).toBeVisible();

  await unfold(page, 'record');
  await panel.getByLabel(t('地点', 'Place')).fill('城东公证处一号厅');
  await panel.getByRole('button', { name: t('加一人', 'Add a person') }).click();
  await panel.getByLabel(t('姓名', 'Name')).fill('会员代表甲');
  await panel.getByLabel(t('身份', 'Capacity')).fill('见证人');
  await panel.getByRole('button', { name: t('加一项', 'Add one') }).click();
  await panel.getByLabel(t('情况', 'What'), { exact: true }).fill('大屏幕断线一分钟。');
  const recording = Buffer.from('a recording that is only bytes');
  await panel.locator('input[type=file]').setInputFiles({ name: 'hall.mp4', mimeType: 'video/mp4', buffer: recording });
  const digest = createHash('sha256').update(recording).digest('hex');
  await expect(panel.locator('.digest[title="' + digest + '"]')).toBeVisible();
  await panel.getByLabel(t('公证员意见', "The notary's statement")).fill('本公证员现场监督了封存、启动与抽取。');
  await notary.look('record');
  await panel.getByRole('button', { name: t('定稿', 'Close the record') }).click();
  await expect(page.getByRole('dialog').getByText(t(/在场人员 1 人/, /names 1 person present/))).toBeVisible();
  await notary.look('record about to be closed');
  await page.getByRole('dialog').getByRole('button', { name: t('确认定稿', 'Close it') }).click();
  await expect(panel.getByText(t('已定稿', 'closed'), { exact: true })).toBeVisible();

  await panel.getByRole('button', toSign).click();
  await page.getByRole('dialog').getByRole('button', { name: t('暂不签署', 'Not now') }).click();
  await expect(panel.getByRole('button', toSign)).toBeHidden();
  await notary.look('record closed');

  await expect(seconds.getByText(t('已定稿', 'closed'), { exact: true })).toBeVisible();
  await seconds.getByRole('button', toSign).click();
  await second.sign('record');
  await expect(seconds.getByText(t('您已签署；还需另一位公证员。', 'You have signed; another notary still has to.'))).toBeVisible();

  await panel.getByRole('button', { name: t('阅读全文并签署', 'Read the text and sign') }).click();
  await notary.sign();
  for (const each of [panel, seconds]) await expect(each.getByText(t('两位公证员已签署', 'signed by two notaries'))).toBeVisible();
  await second.look('record signed');
}

async function papers(program: Program, { page, t }: Person, draw: string): Promise<void> {
  for (const paper of ['notice', 'results']) {
    await page.goto(`${program.url}/api/v1/draws/${draw}/papers/${paper}?lang=${t('zh', 'en')}`);
    await expect(page.locator('h1').first()).toBeVisible();
    await look(page, `${t('zh', 'en')} paper ${paper}`);
  }
}
