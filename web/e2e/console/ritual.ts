/** The ritual's steps as people do them in the console, from the list to the press; what is reached on the way is looked at by who does it. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Program } from '../program/program';
import { expect, type Person, soon, step, unfold } from './hall';

export const PASSPHRASE = 'correct horse battery';
export const READ_MS = 60_000;

/** Announces a rehearsal by a rules file, without dwelling on it; answers with its case number. */
export async function prepare(program: Program, organiser: Person, rules: string): Promise<string> {
  const { page, t } = organiser;
  await page.goto(`${program.consoleUrl}/preparations/new`);
  await page.getByRole('button', { name: t(/会员抽奖/, /Prize draw/) }).click();
  await page.getByText(t('文件', 'File'), { exact: true }).click();
  await page.getByRole('textbox', { name: t('文件', 'File'), exact: true }).fill(rules);
  await expect(page.getByText(t('规则完整，可以公告。', 'The rules are complete and can be announced.'))).toBeVisible();
  await page.getByRole('button', { name: t('公告为演练', 'Announce as a rehearsal') }).click();
  await organiser.sign();
  await page.waitForURL(/\/draws\/R-\d+/);
  return /R-\d+/.exec(page.url())?.[0] ?? '';
}

export async function publishDraft(organiser: Person): Promise<void> {
  await step(organiser.page, 'list').getByRole('button', { name: organiser.t('公布为草稿', 'Publish as draft') }).first().click();
  await organiser.sign();
}

/** Publishes the newest of the lists that both have confirmed. */
export async function publishFinal(organiser: Person): Promise<void> {
  const { page, t } = organiser;
  await page.reload();
  await unfold(page, 'final');
  await step(page, 'final').locator('.card').first().getByRole('button', { name: t('公布为最终名单', 'Publish as final') }).click();
  await organiser.sign();
}

export async function upload({ page, t }: Person, id: string, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  await unfold(page, id);
  await step(page, id).locator('.drop input[type=file]').setInputFiles(file);
  await step(page, id).getByLabel(t('私有文件口令', 'Passphrase of the private file')).fill(PASSPHRASE);
  await step(page, id).getByRole('button', { name: t('开始上传', 'Begin the upload') }).click();
}

export async function received({ page, t }: Person, id: string): Promise<void> {
  const same = t('两者一致：服务器收到的正是这个文件', 'They agree: the service received exactly this file');
  await expect(step(page, id).getByText(same)).toBeVisible({ timeout: READ_MS });
}

/** @param cards of uploads that there are by then */
export async function confirm(person: Person, cards: number): Promise<void> {
  const { page, t } = person;
  await unfold(page, 'final');
  // The page looks again by itself: until it has seen the colleague's upload, the first card is the draft's.
  await expect(step(page, 'final').locator('.card')).toHaveCount(cards, { timeout: READ_MS });
  const card = step(page, 'final').locator('.card').first();
  const root = (await card.locator('dd .digest').first().textContent()) ?? '';
  const digits = card.getByLabel(t('名单根前八位', 'First eight digits of the root'));
  await digits.fill('0000 0000');
  await expect(card.getByRole('alert')).toBeVisible();
  await person.look('wrong root');
  await digits.fill(root.replace(/\s/g, '').slice(0, 8));
  await card.getByRole('button', { name: t('确认', 'Confirm'), exact: true }).click();
  await expect(card.locator('.confirmed li', { hasText: await name(page) })).toBeVisible();
}

async function name(page: Page): Promise<string> {
  return page.locator('.me-name').innerText();
}

/**
 * Makes a secret and hands in what binds its owner to it; answers where the file is.
 *
 * @param envelope that the paper copy lies in
 */
export async function commit(contributor: Person, envelope?: number): Promise<string> {
  const { page, t } = contributor;
  await unfold(page, 'contributors');
  const panel = step(page, 'contributors');
  await contributor.look('no secret yet');
  const saved = page.waitForEvent('download');
  await panel.getByRole('button', { name: t('生成并下载文件', 'Make it and download the file') }).click();
  const path = await (await saved).path();
  expect(readFileSync(path, 'utf8')).toMatch(/^twoseal\/contribution\/1\n/);
  if (envelope !== undefined) await panel.getByLabel(t(/信封编号/, /Number of the envelope/)).fill(String(envelope));
  await panel.getByText(t('我已把文件保存好', 'I have kept the file')).click();
  await contributor.look('secret made');
  await panel.getByRole('button', { name: t('交出承诺', 'Hand in the commitment') }).click();
  await expect(panel.getByText(t('您的承诺已交出。封存之前可以换一份。', 'Your commitment is handed in. Until the seal it can be replaced.')).or(step(page, 'seal')).first()).toBeVisible();
  return path;
}

/** @param places where the rules left them open */
export async function seal(organiser: Person, notary: Person, places?: number): Promise<void> {
  const { t } = organiser;
  const panel = step(organiser.page, 'seal');
  if (places !== undefined) {
    await panel.locator('.el-input-number input').fill(String(places));
    await panel.locator('.el-input-number input').press('Tab');
  }
  await panel.getByText(t('我明白封存之后不能更改', 'I understand that nothing can change after the seal')).click();
  await organiser.look('seal');
  await panel.getByRole('button', { name: t('拟定封存文书并签署', 'Draft the seal and sign') }).click();
  await organiser.sign('seal');
  await expect(panel.getByText(t(/等待：.*公证员/, /Waits for: .*Notary/))).toBeVisible();
  await organiser.look('seal half signed');

  await step(notary.page, 'seal').getByRole('button', { name: t('阅读全文并签署', 'Read the text and sign') }).click();
  await notary.sign('seal');
  await expect(organiser.page.locator('.head .digest')).toBeVisible();
  const seen = await notary.page.locator('.head .digest').textContent();
  expect(await organiser.page.locator('.head .digest').textContent()).toBe(seen);
}

export async function reveal(contributor: Person, secret: string): Promise<void> {
  const { page, t } = contributor;
  await unfold(page, 'reveals');
  const panel = step(page, 'reveals');
  await panel.locator('input[type=file]').setInputFiles(secret);
  await expect(panel.getByText(t('能打开封存中的承诺', 'It opens the sealed commitment')).first()).toBeVisible();
  await contributor.look('reveal');
  await panel.getByRole('button', { name: t('签署并公开', 'Sign and reveal') }).first().click();
  await contributor.sign();
}

export async function press(organiser: Person, notary: Person): Promise<void> {
  const { t } = organiser;
  await unfold(organiser.page, 'press');
  await soon(organiser.page);
  await organiser.look('press');
  await step(organiser.page, 'press').getByRole('button', { name: t('发起启动', 'Begin the press') }).click();
  await organiser.sign();
  await expect(step(organiser.page, 'press').locator('.hand.lit')).toHaveCount(1);
  await unfold(notary.page, 'press');
  await step(notary.page, 'press').getByRole('button', { name: t('阅读全文并签署', 'Read the text and sign') }).click();
  await notary.sign();
}
