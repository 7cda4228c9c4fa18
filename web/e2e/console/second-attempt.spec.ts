/**
 * A beacon draw in which an entry is found invalid after the seal, and a further attempt once its result is known: what is said of both on the console,
 * the big screen and the phone. It is a rehearsal, in English.
 */
import type { Page } from '@playwright/test';
import type { Program } from '../program/program';
import { expect, type Person, signIn, step, test, unfold } from './hall';
import { look } from './look';
import { confirm, prepare, press, publishDraft, publishFinal, received, seal, upload } from './ritual';

const NAMES = ['姓名,证件号码', '周远,10000001', '吴静,10000002', '郑安,10000003', '王禾,10000004', ''].join('\n');
const LIST = { name: 'names.csv', mimeType: 'text/csv', buffer: Buffer.from(NAMES) };
const RULES = [
  'title: 社区答谢抽奖（两次）',
  'title-en: Community prize draw, twice',
  'organiser: xinglan',
  'purpose: prize-draw',
  'scheduled: 2027-01-09 19:30',
  'list: {columns: [姓名, 证件号码], identity: {证件号码: document}, masking: {姓名: surname}}',
  'stages:',
  '  - {title: 一等奖, title-en: First prize, places: 2, alternates: 2}',
  'seal: {press-by: 1h, chain: local, delta: 5s, margin: 1s, skip-notice: 6s, skips-max: 1}',
  '',
].join('\n');
const SKIPPED = 3;
const REASON = '名单漏了一户，须重新进行';
const DRAWN_MS = 60_000;

test('an entry is skipped after its notice; a further attempt stands beside the first', async ({ browser, program }) => {
  test.setTimeout(420_000);
  const organiser = await signIn(browser, program, 'organiser', 'en', true);
  const notary = await signIn(browser, program, 'notary', 'en', true);
  const draw = await prepare(program, organiser, RULES);
  await notary.page.goto(`${program.consoleUrl}/draws/${draw}`);
  const { screen, phone } = await audience(browser, program, draw);

  await test.step('listed and sealed', () => sealed(organiser, notary, 1));
  await test.step('the skip is public before the press; the press waits for its notice', async () => {
    await skip(organiser, notary);
    await expect(screen.locator('.skip-scene')).toContainText(String(SKIPPED));
    await look(screen, 'en screen skip');
    await phone.goto(`${program.url}/d/${draw}#happened`);
    await expect(phone.getByText(/Found invalid, to be skipped/)).toBeVisible();
    await expect(phone.getByText(`Number ${SKIPPED}`)).toBeVisible();
    await look(phone, 'en phone skip');
    await press(organiser, notary);
  });
  await test.step('drawn without the skipped one', async () => {
    const done = step(organiser.page, 'done');
    await expect(done.locator('tbody tr.winner')).toHaveCount(2, { timeout: DRAWN_MS });
    await expect(done.locator('tbody tr.skipped')).toContainText(String(SKIPPED));
    await phone.goto(`${program.url}/d/${draw}#why`);
    await phone.reload();
    await phone.locator('#number').fill(String(SKIPPED));
    await phone.keyboard.press('Enter');
    await expect(phone.getByText('Skipped: found invalid after the seal')).toBeVisible();
    await look(phone, 'en phone skipped');
  });
  await test.step('a further attempt is opened; the first stays', async () => {
    await openAttempt(organiser, notary);
    await organiser.look('second attempt');
    await phone.goto(`${program.url}/d/${draw}`);
    await phone.reload();
    await expect(phone.locator('.of')).toContainText('Attempt 2');
    await expect(phone.locator('.notice')).toContainText(REASON);
    await look(phone, 'en phone second attempt');
  });
  await test.step('listed, sealed, pressed and drawn again', async () => {
    await sealed(organiser, notary, 2);
    await press(organiser, notary);
    await expect(step(organiser.page, 'done').locator('tbody tr.winner')).toHaveCount(2, { timeout: DRAWN_MS });
    await expect(organiser.page.getByText('attempt 2 of 2')).toBeVisible();
    await look(organiser.page, 'en organiser two attempts');
    await organiser.page.getByRole('link', { name: 'See attempt 1' }).click();
    await expect(step(organiser.page, 'done').locator('tbody tr.skipped')).toHaveCount(1);
    await expect(screen.locator('.head .case')).toContainText('attempt 2');
    await look(screen, 'en screen two attempts');
  });
});

async function audience(browser: Parameters<typeof signIn>[0], program: Program, draw: string): Promise<{ screen: Page; phone: Page }> {
  const screen = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await screen.goto(`${program.url}/screen/${draw}`);
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' })).newPage();
  return { screen, phone };
}

/** @param cards of uploads by then, those of the attempt before it included */
async function sealed(organiser: Person, notary: Person, cards: number): Promise<void> {
  await upload(organiser, 'list', LIST);
  await received(organiser, 'list');
  await publishDraft(organiser);
  for (const each of [organiser, notary]) await confirm(each, cards);
  await publishFinal(organiser);
  await seal(organiser, notary);
}

async function skip(organiser: Person, notary: Person): Promise<void> {
  await unfold(organiser.page, 'press');
  const panel = step(organiser.page, 'press');
  await panel.getByText('Skip an invalid entry').click();
  await panel.getByLabel('Number', { exact: true }).fill(String(SKIPPED));
  await panel.getByRole('button', { name: 'Sign the skip' }).click();
  await organiser.sign();
  await unfold(notary.page, 'press');
  await step(notary.page, 'press').getByRole('button', { name: 'Read the text and sign' }).click();
  await notary.sign();
}

async function openAttempt(organiser: Person, notary: Person): Promise<void> {
  await unfold(organiser.page, 'afterwards');
  const panel = step(organiser.page, 'afterwards');
  await panel.getByText('A further attempt').click();
  await panel.getByLabel(/Reason \(public\)/).fill(REASON);
  await panel.getByRole('button', { name: 'Draft it and sign' }).last().click();
  await organiser.sign();
  await unfold(notary.page, 'afterwards');
  await step(notary.page, 'afterwards').getByRole('button', { name: 'Read the text and sign' }).click();
  await notary.sign();
  await expect(organiser.page.getByText('attempt 2 of 2')).toBeVisible();
}
