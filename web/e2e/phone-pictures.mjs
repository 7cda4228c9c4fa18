// Pictures of the phone's pages, to be looked at: `node e2e/phone-pictures.mjs FOLDER`. Needs the built pages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { openHall } from './hall.mjs';

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const hall = await openHall();
const browser = await chromium.launch({ executablePath: process.env.TWOSEAL_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'] });
const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, locale: 'zh-CN', bypassCSP: true });
const page = await context.newPage();

async function picture(name, path, before = async () => {}) {
  await page.goto('about:blank');
  await page.goto(`${hall.url}${path}`);
  await page.waitForLoadState('networkidle');
  await before();
  // Phones have Chinese fonts of their own; this machine need not.
  await page.addStyleTag({ url: '/fonts/fonts.css' });
  await page.addStyleTag({ content: ':root { --sans: "Noto Sans SC Variable" }' });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  console.log(name);
}

const lookUp = async () => {
  await page.fill('#number', '1796');
  await page.keyboard.press('Enter');
  await page.locator('.found').waitFor();
};
hall.reach('D-17', 'ledger.remark');
await picture('register', '/');
await picture('draw', '/d/D-17');
await picture('in', '/d/D-17#in', lookUp);
await picture('why', '/d/D-17#why', lookUp);
await picture('happened', '/d/D-17#happened', async () => page.getByRole('button', { name: '显示更多' }).nth(1).click().then(() => page.waitForTimeout(400)));
await picture('check', '/d/D-17#check');
hall.reach('D-17', 'draw.seal');
await picture('take', '/d/D-17#take', async () => {
  for (let i = 0; i < 5; i++) await page.locator('.pad').tap({ position: { x: 60 + 9 * i, y: 130 } });
});
await picture('english', '/d/D-17', async () => page.getByRole('button', { name: 'English' }).click());
await browser.close();
await hall.close();
