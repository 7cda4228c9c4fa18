import { type Page, expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { type Hall, openHall } from '../hall.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FIRST_VIEW_MAX = 50 * 1024;

let hall: Hall;
test.beforeAll(async () => {
  hall = await openHall();
});
test.afterAll(async () => {
  await hall.close();
});
test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' });

async function open(page: Page, path: string): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) throw new Error(message.text());
  });
  await page.goto(`${hall.url}${path}`);
  await expect(page.locator('h1')).toBeVisible();
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const found = await axe.run();
    return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
}

for (const path of ['/', '/d/D-17', '/d/D-17#in']) {
  test(`the first view of ${path} is below 50 KiB as the service sends it, compressed, and asks for no font`, async ({ page }) => {
    hall.reach('D-17', 'ledger.remark');
    let bytes = 0;
    const asked: string[] = [];
    page.on('response', (response) => {
      asked.push(response.url());
      void response.body().then((body) => (bytes += gzipSync(body).length), () => undefined);
    });
    await open(page, path);
    await page.waitForLoadState('networkidle');
    test.info().annotations.push({ type: 'first view', description: `${path}: ${bytes} bytes` });
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(FIRST_VIEW_MAX);
    expect(asked.filter((url) => /fonts/.test(url))).toEqual([]);
  });
}

for (const path of ['/', '/d/D-17', '/d/D-17#in', '/d/D-17#take', '/d/D-17#happened', '/d/D-17#why', '/d/D-17#check', '/d/D-99', '/d/R-4']) {
  test(`${path}: axe finds nothing, nothing is wider than the phone, targets are big`, async ({ page }) => {
    hall.reach('D-17', path.endsWith('take') ? 'draw.seal' : 'ledger.remark');
    await page.goto(`${hall.url}${path}`);
    await page.waitForLoadState('networkidle');
    await expect(page.locator('main')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const small = await page.locator('button:visible, .button:visible, input:visible, select:visible, .question:visible').evaluateAll((all) =>
      all.filter((each) => each.getBoundingClientRect().height < 48).map((each) => each.outerHTML.slice(0, 100)),
    );
    expect(small).toEqual([]);
  });
}

test('am I in: the phone recomputes the proof and says what it checked', async ({ page }) => {
  hall.reach('D-17', 'ledger.remark');
  await open(page, '/d/D-17#in');
  await page.fill('#number', '１７');
  await page.getByRole('button', { name: '查询并核对' }).click();
  await expect(page.locator('.who')).toHaveText('第 17 号');
  await expect(page.locator('.checked')).toContainText('与封存的名单根相符');
  await expect(page.locator('.reported')).toContainText('只是服务所报告');
});

test('am I in: a proof that does not hold is said loudly', async ({ page }) => {
  hall.reach('D-17', 'ledger.remark');
  await page.route('**/entries/17/proof*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/^node: 1 ./m, (found) => found.slice(0, -1) + (found.endsWith('0') ? '1' : '0')) });
  });
  await open(page, '/d/D-17#in');
  await page.fill('#number', '17');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('核对不成立');
  await expect(page.locator('.checked')).toHaveCount(0);
});

test('am I in: neither number nor code, and a number that is not there', async ({ page }) => {
  hall.reach('D-17', 'ledger.remark');
  await open(page, '/d/D-17#in');
  await page.fill('#number', '11010119900307283X');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice.trouble')).toContainText('既不是编号');
  await page.fill('#number', '99999');
  await page.keyboard.press('Enter');
  await expect(page.locator('.notice.trouble')).toContainText('没有这一项');
});

test('taking part: taps make a number, it is sent once, and is still this phone’s after a reload', async ({ page }) => {
  hall.reach('D-17', 'draw.seal');
  const before = hall.shakes.length;
  await open(page, '/d/D-17#take');
  for (let i = 0; i < 12; i++) await page.locator('.pad').tap({ position: { x: 60 + 9 * i, y: 130 } });
  await expect(page.locator('.notice')).toContainText('已送达');
  const mine = await page.locator('.digest').textContent();
  expect(mine?.replace(/ /g, '')).toMatch(/^[0-9a-f]{64}$/);
  expect(hall.shakes.length).toBe(before + 1);
  await page.reload();
  await expect(page.locator('.digest')).toHaveText(mine ?? '');
});

test('the language is chosen once and kept', async ({ page }) => {
  await open(page, '/');
  await expect(page.locator('h1')).toContainText('登记册');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('h1')).toContainText('register');
  await page.reload();
  await expect(page.locator('h1')).toContainText('register');
});

test('the register finds a case, and says when it is none', async ({ page }) => {
  await open(page, '/');
  await page.fill('#case', 'nothing');
  await page.keyboard.press('Enter');
  await expect(page.locator('#case-hint')).toContainText('案号由');
  await page.fill('#case', 'd17');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/d\/D-17$/);
});
