// Pictures of every scene of the big screen, to be looked at: `node e2e/pictures.mjs FOLDER [1080|2160] [NAME...]`. Needs the built pages.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { openHall } from './hall.mjs';

/** What the hall has told, how many seconds of the show are then played, and with which address. */
const SCENES = {
  '1-before': { draw: 'D-17', upTo: 'draw.list-checked' },
  '1-before-groups': { draw: 'D-20', upTo: 'draw.list' },
  '1-before-large': { draw: 'D-22', upTo: 'draw.list-checked' },
  '2-sealing': { draw: 'D-17', from: 'draw.list-checked', upTo: 'draw.seal', seconds: 6 },
  '2-sealed': { draw: 'D-17', from: 'draw.list-checked', upTo: 'draw.seal', seconds: 14 },
  '3-contributors': { draw: 'D-17', upTo: 'draw.seal' },
  '3-revealed': { draw: 'D-17', upTo: 5 },
  '3-ceremony': { draw: 'D-19', upTo: 'draw.press', pulse: {}, after: 1_000_000 },
  '3-ceremony-missing': { draw: 'D-19', upTo: 'draw.reveal', after: 3_000_000 },
  '4-audience': { draw: 'D-17', upTo: 'draw.shake', pulse: { shakesWaiting: 117 } },
  '4-audience-closed': { draw: 'D-17', upTo: 'draw.close' },
  '5-one-hand': { draw: 'D-17', upTo: 'draw.close', pulse: { hands: { organiser: true, notary: false } } },
  '5-pressed': { draw: 'D-17', from: 'draw.close', upTo: 'draw.press', seconds: 4 },
  '6-waiting': { draw: 'D-17', upTo: 'draw.press', after: 47_000 },
  '6-waiting-ceremony': { draw: 'D-19', upTo: 'draw.press', after: 30_000 },
  '6-late': { draw: 'D-21', upTo: 'draw.press', after: 200_000, pulse: { late: true } },
  '7-bytes': { draw: 'D-17', from: 'draw.press', upTo: 9 + 1, seconds: 5, untilResult: true },
  '7-seed': { draw: 'D-17', from: 'draw.press', seconds: 18, untilResult: true },
  '8-intro': { draw: 'D-17', from: 'draw.press', seconds: 21, untilResult: true },
  '8-alone-rolling': { draw: 'D-17', from: 'draw.press', seconds: 19 + 3.5 + 5, untilResult: true },
  '8-alone-locked': { draw: 'D-17', from: 'draw.press', seconds: 19 + 3.5 + 9.7, untilResult: true },
  '8-alone-alternate': { draw: 'D-17', from: 'draw.press', seconds: 19 + 3.5 + 10 + 5.7, untilResult: true },
  '8-alone-over': { draw: 'D-17', from: 'draw.press', seconds: 19 + 3.5 + 28 + 3, untilResult: true },
  '8-list-rolling': { draw: 'D-22', from: 'draw.press', seconds: 19 + 3.5 + 18 + 3.2 * 9 + 1.9, untilResult: true },
  '8-list-over': { draw: 'D-22', from: 'draw.press', seconds: 19 + 3.5 + 18 + 3.2 * 17 + 2, untilResult: true },
  '8-columns': { draw: 'D-23', from: 'draw.press', seconds: 19 + 3.5 + 30, untilResult: true },
  '8-columns-over': { draw: 'D-23', from: 'draw.press', seconds: 19 + 3.5 + 61, untilResult: true },
  '8-pages': { draw: 'D-18', from: 'draw.press', seconds: 19 + 3.5 + 60, untilResult: true },
  '8-pages-over': { draw: 'D-18', from: 'draw.press', seconds: 19 + 3.5 + 175, untilResult: true },
  '8-dry': { draw: 'D-20', from: 'draw.press', seconds: 19 + 3.5 + 18 + 3.2 * 21 + 2, untilResult: true },
  '8-not-placed': { draw: 'D-20', upTo: 'draw.result' },
  '9-done': { draw: 'D-17', upTo: 'ledger.remark' },
  '9-done-thousands': { draw: 'D-18', upTo: 'draw.complete' },
  'remark': { draw: 'D-17', from: 'draw.complete', upTo: 'ledger.remark', seconds: 2 },
  'paused': { draw: 'D-17', upTo: 'draw.seal', pulse: { show: { state: 'paused', pace: 'normal', reason: '现场网络切换，约两分钟后继续' } } },
  'lost': { draw: 'D-17', upTo: 'draw.press', after: 47_000, cut: true },
  'rehearsal-before': { draw: 'R-4', upTo: 'draw.list' },
  'rehearsal-before-replay': { draw: 'R-4', upTo: 'ledger.remark', query: '?replay=1&speed=1', seconds: 12 },
  'rehearsal': { draw: 'R-4', upTo: 'draw.press', after: 47_000 },
  'rehearsal-list': { draw: 'R-4', from: 'draw.press', upTo: 'draw.complete', seconds: 19 + 36.5 + 44.5 + 3.5 + 30 },
  'replay': { draw: 'D-17', upTo: 'ledger.remark', query: '?replay=1&speed=8', seconds: 5 },
  'replay-rehearsal': { draw: 'R-4', upTo: 'ledger.remark', query: '?replay=1&speed=1', seconds: 21 },
  'first': { draw: 'D-17', upTo: 'draw.list', never: true },
  'none': { draw: 'D-99', upTo: 0 },
};

const [folder, size = '1080', ...names] = process.argv.slice(2);
const height = Number(size);
mkdirSync(folder, { recursive: true });
const hall = await openHall();
const browser = await chromium.launch({ executablePath: process.env.TWOSEAL_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const [name, scene] of Object.entries(SCENES)) {
  if (names.length > 0 && !names.includes(name)) continue;
  await picture(name, scene);
}
await browser.close();
await hall.close();

async function picture(name, { draw, from, upTo, untilResult, pulse = {}, after, seconds = 0, query = '', cut, never }) {
  const context = await browser.newContext({ viewport: { width: (height * 16) / 9, height } });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text()) && console.log(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${name}: ${error.message}`));
  const told = hall.draws.get(draw);
  const first = told?.entries.findIndex((each) => each.kind === 'draw.result') + 1;
  const target = untilResult ? first : upTo;
  if (told) hall.reach(draw, from ?? target, pulse, after === undefined ? undefined : lastOf(told, from ?? target).timeMs + after);
  if (told) told.down = never ?? false;
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.goto(`${hall.url}/screen/${draw}${query}`);
  await page.evaluate(() => document.fonts.ready);
  await page.clock.pauseAt(now + 60_000);
  await settle(page, 400);
  if (from !== undefined) {
    hall.reach(draw, target, pulse);
    await settle(page, 300);
    for (let left = seconds * 1000 - 700; left > 0; left -= 900) {
      await page.clock.runFor(Math.min(900, left));
    }
  } else if (seconds > 0) {
    for (let left = seconds * 1000; left > 0; left -= 900) await page.clock.runFor(Math.min(900, left));
  }
  if (cut) {
    hall.cut(draw, true);
    await settle(page, 600);
  }
  await settle(page, 300);
  await page.waitForTimeout(1100);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  if (told) told.down = false;
  await context.close();
  console.log(name);
}

async function settle(page, ms) {
  await page.waitForTimeout(150);
  await page.clock.runFor(ms);
}

function lastOf(told, upTo) {
  return typeof upTo === 'number' ? told.entries[upTo - 1] : told.entries[told.entries.findLastIndex((each) => each.kind === upTo)];
}
