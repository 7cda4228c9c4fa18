// How smoothly the drawing scenes run: node e2e/frames.mjs [1080|2160 ...]; the pages must be built. Everything runs in real time in this machine's Chromium.
// Per scene: the intervals between animation frames (median, p95, p99), the share of frames that came more than half a frame late (a screen of 60 Hz),
// long tasks, and per frame the processor time of script and of the page's whole main thread, which other work on the machine changes little. The peer in the same run is an empty page
// with one moving square: what the browser cannot do for that, no scene gets. Without a GPU the drawing itself is software's and bounds both.
import { chromium } from '@playwright/test';
import { openHall } from './hall.mjs';

const SCENES = [
  { name: '1 winner', draw: 'D-17' },
  { name: '20 winners', draw: 'D-22' },
  { name: '800 winners', draw: 'D-23' },
  { name: '20,000 winners', draw: 'D-18' },
];
const FRAME_MS = 1000 / 60;
/** The number's scene and the stage's introduction come before the first roll. */
const UNTIL_DRUM_MS = 60_000;
const MEASURED_MS = 10_000;
const SETTLED_MS = 1_000;

const sizes = process.argv.slice(2).length > 0 ? process.argv.slice(2).map(Number) : [1080, 2160];
const hall = await openHall();
const browser = await chromium.launch({ executablePath: process.env.TWOSEAL_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
console.log('size   scene           frames  median   p95    p99   dropped  long tasks (longest)  script/frame  main thread/frame');
for (const height of sizes) {
  await measured(height, 'empty page', async (page) => {
    await page.setContent('<body style="margin:0"><div id="m" style="position:absolute;width:100px;height:100px;background:#b3261e"></div>');
    await page.evaluate(() => {
      const moved = document.getElementById('m');
      const move = (ms) => {
        moved.style.transform = `translate(${(ms / 4) % 1000}px, 300px)`;
        requestAnimationFrame(move);
      };
      requestAnimationFrame(move);
    });
  });
  for (const { name, draw } of SCENES) {
    await measured(height, name, async (page) => {
      hall.reach(draw, 'draw.press', {});
      await page.goto(`${hall.url}/screen/${draw}`);
      await page.locator('section.scene').first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      const told = hall.draws.get(draw);
      hall.reach(draw, told.entries.findIndex((each) => each.kind === 'draw.result') + 1, {});
      await page.locator('.drawing .drum, .drawing .grid').first().waitFor({ timeout: UNTIL_DRUM_MS });
    });
  }
}
await browser.close();
await hall.close();

async function measured(height, name, open) {
  const context = await browser.newContext({ viewport: { width: (height * 16) / 9, height }, bypassCSP: true });
  const page = await context.newPage();
  await open(page);
  await page.waitForTimeout(SETTLED_MS);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await totals(devtools);
  const { intervals, tasks } = await page.evaluate(watched, MEASURED_MS);
  const after = await totals(devtools);
  await context.close();
  const sorted = intervals.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1).padStart(6);
  const late = intervals.reduce((sum, each) => sum + Math.max(0, Math.round(each / FRAME_MS) - 1), 0);
  const dropped = `${((100 * late) / (late + intervals.length)).toFixed(1)} %`;
  const perFrame = (what) => `${((1000 * (after[what] - before[what])) / intervals.length).toFixed(2)} ms`;
  const longest = Math.round(Math.max(0, ...tasks));
  console.log(
    `${height}p  ${name.padEnd(15)} ${String(intervals.length).padStart(6)}  ${at(0.5)} ${at(0.95)} ${at(0.99)}  ${dropped.padStart(7)}  ${`${tasks.length} (${longest} ms)`.padStart(20)}  ${perFrame('ScriptDuration').padStart(12)}  ${perFrame('TaskDuration').padStart(17)}`,
  );
}

async function totals(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Runs in the page: the intervals between its frames, and its tasks of more than 50 ms. */
function watched(measuredMs) {
  return new Promise((resolve) => {
    const intervals = [];
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((each) => each.duration)));
    observer.observe({ type: 'longtask' });
    let last;
    const first = performance.now();
    const frame = (now) => {
      if (last !== undefined) intervals.push(now - last);
      last = now;
      if (now - first < measuredMs) requestAnimationFrame(frame);
      else resolve({ intervals, tasks });
    };
    requestAnimationFrame(frame);
  });
}
