/** A whole draw as the hall sees it: three people at their own browsers, and the big screen beside them. It is a rehearsal. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Program } from '../program/program';
import { expect, type Person, signIn, soon, step, test, unfold } from './hall';

const LIST = fileURLToPath(new URL('../../../examples/prize-draw/entries.csv', import.meta.url));
const PASSPHRASE = 'correct horse battery';
const WHOLE_DRAW_MS = 300_000;
const DRAWN_MS = 120_000;

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

async function upload(page: Page, id: string): Promise<void> {
  await unfold(page, id);
  await step(page, id).locator('.drop input[type=file]').setInputFiles(LIST);
  await step(page, id).getByLabel('私有文件口令').fill(PASSPHRASE);
  await step(page, id).getByRole('button', { name: '开始上传' }).click();
  await expect(step(page, id).getByText('两者一致：服务器收到的正是这个文件')).toBeVisible({ timeout: 60_000 });
}

async function confirm(page: Page): Promise<void> {
  await unfold(page, 'final');
  const card = step(page, 'final').locator('.card').first();
  const root = (await card.locator('dd .digest').first().textContent()) ?? '';
  await card.getByLabel('名单根前八位').fill(root.replace(/\s/g, '').slice(0, 8));
  await card.getByRole('button', { name: '确认', exact: true }).click();
  await expect(card.locator('.confirmed li').first()).toBeVisible();
}

test('a whole draw, from the rules to the record', async ({ browser, program }) => {
  test.setTimeout(WHOLE_DRAW_MS);
  const organiser = await signIn(browser, program, 'organiser', 'zh');
  const notary = await signIn(browser, program, 'notary', 'zh');
  const contributor = await signIn(browser, program, 'contributor', 'zh');

  const draw = await test.step('rules by file, seen as a form, announced', () => announce(program, organiser, contributor));
  const at = `${program.consoleUrl}/draws/${draw}`;
  await Promise.all([notary.page.goto(at), contributor.page.goto(at)]);

  await test.step('a draft, an objection and its answer, the final list confirmed by both', () => lists(organiser, notary));
  const secret = await test.step('a secret made in the browser; only its commitment leaves it', () => commit(contributor));
  await test.step('sealed by two people in two sessions', () => seal(organiser, notary));

  const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await screen.goto(`${program.url}/screen/${draw}`);
  await expect(screen.getByText(draw).first()).toBeVisible();

  await test.step('revealed from the file, pressed with two hands', async () => {
    await reveal(contributor, secret);
    await press(organiser, notary);
  });
  await test.step('drawn, everywhere', async () => {
    await expect(step(organiser.page, 'done')).toBeVisible({ timeout: DRAWN_MS });
    await expect(step(organiser.page, 'done').locator('tbody tr.winner')).toHaveCount(1);
    await expect(step(notary.page, 'done').locator('tbody tr.winner')).toHaveCount(1);
    await expect(screen.getByText('一等奖').first()).toBeVisible({ timeout: DRAWN_MS });
  });
  await test.step('the winner declines, the first alternate moves up', () => afterwards(organiser, notary));
  await test.step('the bundle has the digest that is shown', () => bundle(organiser));
  await test.step('the record, with a recording hashed here', () => record(notary));
});

async function announce(program: Program, organiser: Person, contributor: Person): Promise<string> {
  const { page } = organiser;
  await page.goto(`${program.consoleUrl}/draws`);
  await page.getByRole('link', { name: '准备一次摇号' }).first().click();
  await page.getByRole('button', { name: /会员抽奖/ }).click();
  await page.getByText('文件', { exact: true }).click();
  const file = page.getByRole('textbox', { name: '文件' });
  await file.fill('title: x\n');
  await expect(page.getByText(/处待改/)).toBeVisible();
  await file.fill(rules(organiser.person.split('/')[0] ?? '', contributor.person));
  await expect(page.getByText('规则完整，可以公告。')).toBeVisible();
  await page.getByText('表单', { exact: true }).click();
  await expect(page.getByLabel('标题', { exact: true })).toHaveValue('会员答谢抽奖（端到端）');
  await expect(page.getByText(/^已保存/)).toBeVisible();
  await page.getByRole('button', { name: '公告为演练' }).click();
  await organiser.sign();
  await page.waitForURL(/\/draws\/R-\d+/);
  return /R-\d+/.exec(page.url())?.[0] ?? '';
}

async function lists(organiser: Person, notary: Person): Promise<void> {
  await upload(organiser.page, 'list');
  await step(organiser.page, 'list').getByRole('button', { name: '公布为草稿' }).click();
  await organiser.sign();

  await unfold(notary.page, 'objections');
  await step(notary.page, 'objections')
    .getByLabel(/提出人/)
    .fill('李**');
  await step(notary.page, 'objections').getByLabel('内容').fill('名单里没有我。');
  await step(notary.page, 'objections').getByRole('button', { name: '登记' }).click();
  await expect(step(notary.page, 'objections').getByText('名单里没有我。')).toBeVisible();
  await organiser.page.reload();
  await unfold(organiser.page, 'objections');
  await step(organiser.page, 'objections').getByRole('button', { name: '答复' }).click();
  await step(organiser.page, 'objections').getByRole('textbox', { name: '答复' }).fill('已核对，不在会员之列。');
  await step(organiser.page, 'objections').locator('form').first().getByRole('button', { name: '答复' }).click();
  await expect(step(organiser.page, 'objections').getByText('不成立')).toBeVisible();

  await upload(organiser.page, 'final');
  await confirm(organiser.page);
  await notary.page.reload();
  await confirm(notary.page);
  await organiser.page.reload();
  await unfold(organiser.page, 'final');
  await step(organiser.page, 'final').locator('.card').first().getByRole('button', { name: '公布为最终名单' }).click();
  await organiser.sign();
  await expect(
    step(organiser.page, 'final')
      .getByText(/账本第 \d+ 条/)
      .first(),
  ).toBeVisible();
}

async function commit(contributor: Person): Promise<string> {
  const { page } = contributor;
  await unfold(page, 'contributors');
  const saved = page.waitForEvent('download');
  await step(page, 'contributors').getByRole('button', { name: '生成并下载文件' }).click();
  const path = await (await saved).path();
  expect(readFileSync(path, 'utf8')).toMatch(/^twoseal\/contribution\/1\n/);
  await step(page, 'contributors').getByText('我已把文件保存好').click();
  await step(page, 'contributors').getByRole('button', { name: '交出承诺' }).click();
  await expect(step(page, 'seal')).toBeVisible();
  return path;
}

async function seal(organiser: Person, notary: Person): Promise<void> {
  await organiser.page.reload();
  const panel = step(organiser.page, 'seal');
  await panel.locator('.el-input-number input').fill('3');
  await panel.locator('.el-input-number input').press('Tab');
  await panel.getByText('我明白封存之后不能更改').click();
  await panel.getByRole('button', { name: '拟定封存文书并签署' }).click();
  await organiser.sign();
  await expect(panel.getByText(/等待：.*公证员/)).toBeVisible();

  await notary.page.reload();
  await step(notary.page, 'seal').getByRole('button', { name: '阅读全文并签署' }).click();
  await notary.sign();
  await expect(organiser.page.locator('.head .digest')).toBeVisible();
  const seen = await notary.page.locator('.head .digest').textContent();
  expect(await organiser.page.locator('.head .digest').textContent()).toBe(seen);
}

async function reveal(contributor: Person, secret: string): Promise<void> {
  await unfold(contributor.page, 'reveals');
  await step(contributor.page, 'reveals').locator('input[type=file]').setInputFiles(secret);
  await expect(step(contributor.page, 'reveals').getByText('能打开封存中的承诺').first()).toBeVisible();
  await step(contributor.page, 'reveals').getByRole('button', { name: '签署并公开' }).first().click();
  await contributor.sign();
}

async function press(organiser: Person, notary: Person): Promise<void> {
  await unfold(organiser.page, 'press');
  await soon(organiser.page);
  await step(organiser.page, 'press').getByRole('button', { name: '发起启动' }).click();
  await organiser.sign();
  await expect(step(organiser.page, 'press').locator('.hand.lit')).toHaveCount(1);
  await unfold(notary.page, 'press');
  await step(notary.page, 'press').getByRole('button', { name: '阅读全文并签署' }).click();
  await notary.sign();
  await expect(step(organiser.page, 'waiting')).toBeVisible();
  await expect(step(organiser.page, 'waiting').getByText(/第 [\d,]+ 轮/)).toBeVisible();
}

async function afterwards(organiser: Person, notary: Person): Promise<void> {
  const panel = step(organiser.page, 'afterwards');
  await unfold(organiser.page, 'afterwards');
  await panel.getByText('序号', { exact: true }).locator('..').locator('.el-select').click();
  await organiser.page.getByRole('option', { name: /中签/ }).first().click();
  await panel.getByRole('button', { name: '拟定文书并签署' }).click();
  await organiser.sign();
  await unfold(notary.page, 'afterwards');
  await step(notary.page, 'afterwards').getByRole('button', { name: '阅读全文并签署' }).click();
  await notary.sign();
  await expect(panel.locator('.happened li')).toHaveCount(1);

  await panel.getByText('候补递补', { exact: true }).click();
  await expect(panel.getByText(/候补第 2 名/)).toBeVisible();
  await panel.getByRole('button', { name: '拟定文书并签署' }).click();
  await organiser.sign();
  await step(notary.page, 'afterwards').getByRole('button', { name: '阅读全文并签署' }).click();
  await notary.sign();
  await expect(panel.locator('.happened li')).toHaveCount(2);
}

async function bundle(organiser: Person): Promise<void> {
  await unfold(organiser.page, 'done');
  const saved = organiser.page.waitForEvent('download');
  await step(organiser.page, 'done').getByRole('button', { name: '下载证明包' }).click();
  const bytes = readFileSync(await (await saved).path());
  const shown = await step(organiser.page, 'done').locator('.bundle dd .digest').textContent();
  expect(shown?.replace(/\s/g, '')).toBe(createHash('sha256').update(bytes).digest('hex'));
}

async function record(notary: Person): Promise<void> {
  const { page } = notary;
  await unfold(page, 'record');
  const panel = step(page, 'record');
  await panel.getByLabel('地点').fill('城东公证处一号厅');
  await panel.getByRole('button', { name: '加一人' }).click();
  await panel.getByLabel('姓名').fill('会员代表甲');
  await panel.getByLabel('身份').fill('见证人');
  const recording = Buffer.from('a recording that is only bytes');
  await panel.locator('input[type=file]').setInputFiles({ name: 'hall.mp4', mimeType: 'video/mp4', buffer: recording });
  const digest = createHash('sha256').update(recording).digest('hex');
  await expect(panel.locator('.digest[title="' + digest + '"]')).toBeVisible();
  await panel.getByLabel('公证员意见').fill('本公证员现场监督了封存、启动与抽取。');
  await panel.getByRole('button', { name: '定稿' }).click();
  await expect(panel.getByText('已定稿')).toBeVisible();
  await panel.getByRole('button', { name: '签署监督记录' }).click();
  await notary.sign();
  await expect(panel.getByText('您已签署；还需另一位公证员。')).toBeVisible();
}
