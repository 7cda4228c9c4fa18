import { type Page, expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsQR from 'jsqr';
import { type Hall, openHall } from '../hall.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
];
/** Where the show comes to rest, with what the hall has told. */
const RESTS: { name: string; draw: string; upTo: string; pulse?: object; scene: string }[] = [
  { name: 'before', draw: 'D-17', upTo: 'draw.list-checked', scene: 'before' },
  { name: 'before a rehearsal', draw: 'R-4', upTo: 'draw.list', scene: 'before' },
  { name: 'contributors', draw: 'D-17', upTo: 'draw.seal', scene: 'contributors' },
  { name: 'sealed', draw: 'D-18', upTo: 'draw.seal', scene: 'sealed' },
  { name: 'audience', draw: 'D-17', upTo: 'draw.shake', scene: 'audience' },
  { name: 'press', draw: 'D-17', upTo: 'draw.close', pulse: { hands: { organiser: true, notary: false } }, scene: 'press' },
  { name: 'waiting', draw: 'D-17', upTo: 'draw.press', scene: 'waiting' },
  { name: 'one winner', draw: 'D-17', upTo: 'draw.result', scene: 'drawing' },
  { name: 'twenty winners', draw: 'D-22', upTo: 'draw.result', scene: 'drawing' },
  { name: 'eight hundred winners', draw: 'D-23', upTo: 'draw.result', scene: 'drawing' },
  { name: 'twenty thousand winners', draw: 'D-18', upTo: 'draw.result', scene: 'drawing' },
  { name: 'done', draw: 'D-17', upTo: 'ledger.remark', scene: 'done' },
  { name: 'a ceremony, done', draw: 'D-19', upTo: 'draw.complete', scene: 'done' },
  { name: 'paused', draw: 'D-17', upTo: 'draw.seal', pulse: { show: { state: 'paused', pace: 'normal', reason: '现场网络切换' } }, scene: 'paused' },
  { name: 'late', draw: 'D-21', upTo: 'draw.press', pulse: { late: true, nowMs: Date.UTC(2027, 0, 9, 15) }, scene: 'waiting' },
];

// Every worker has a hall of its own.
test.describe.configure({ mode: 'parallel' });

let hall: Hall;
test.beforeAll(async () => {
  hall = await openHall();
});
test.afterAll(async () => {
  await hall.close();
});

/** Goes to a draw's screen with its clock in the test's hands, and complains about every error on the page. */
async function open(page: Page, draw: string, query = ''): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) throw new Error(message.text());
  });
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 1000);
  await page.goto(`${hall.url}/screen/${draw}${query}`);
  await play(page, 300);
}

async function play(page: Page, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 900) await page.clock.runFor(Math.min(900, left));
}

/** Waits for a scene. The page's clock is in the test's hands: what arrives late is shown only when that goes on. */
async function shown(page: Page, scene: string): Promise<void> {
  await expect(async () => {
    await play(page, 100);
    await expect(page.locator('section.scene')).toHaveClass(new RegExp(`\\b${scene}\\b`), { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

/** Texts on the page that are smaller than 32 of 1080 units, and texts that are cut off or stick out of the screen. */
function unreadable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
    const bad: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const element = node.parentElement;
      if (text === '' || element === null || getComputedStyle(element).visibility === 'hidden' || element.closest('.drum, script, style, noscript')) continue;
      const size = element.closest('svg') ? 100 : parseFloat(getComputedStyle(element).fontSize);
      if (size < 32 * unit - 0.1) bad.push(`small ${Math.round(size)}: ${text}`);
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const hidden = element.closest('.cell, .case, .what, h1, header h2') !== null;
      if (!hidden && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)) bad.push(`outside: ${text}`);
      const main = element.closest('main');
      if (main !== null && box.bottom > main.getBoundingClientRect().bottom + 2) bad.push(`below the scene: ${text}`);
    }
    for (const code of document.querySelectorAll('main .qr')) {
      const main = code.closest('main');
      if (main !== null && code.getBoundingClientRect().bottom > main.getBoundingClientRect().bottom) bad.push('below the scene: a QR code');
    }
    return bad;
  });
}

/** What a phone reads off the screen's QR code, as the screen is painted. */
async function scanned(page: Page): Promise<string | undefined> {
  const png = await page.locator('.qr').first().screenshot();
  const { width, height, rgba } = await page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    // No phone sees more of it; and the points are handed over as text.
    const width = Math.min(image.width, 400);
    const height = Math.round((image.height * width) / image.width);
    const canvas = new OffscreenCanvas(width, height).getContext('2d');
    if (canvas === null) throw new Error('no canvas');
    canvas.drawImage(image, 0, 0, width, height);
    return { width, height, rgba: [...canvas.getImageData(0, 0, width, height).data] };
  }, png.toString('base64'));
  return jsQR(Uint8ClampedArray.from(rgba), width, height)?.data;
}

/** Lines of text that lie on one another, or on what is drawn. A line that is cut off counts as long as it is. */
function overlapping(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes: { name: string; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      // A scene that is coming or going stands where the other one does; the reels of a drum turn behind their windows.
      if (!node.textContent?.trim() || element === null || element.closest('[class*=turn-], .drum, svg, script, style, noscript')) continue;
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      // A line's box is as high as its font allows; what is inked of a capital or a character is as high as its size at most.
      const size = parseFloat(getComputedStyle(element).fontSize);
      for (const box of range.getClientRects()) boxes.push({ name: node.textContent.trim(), box: new DOMRect(box.x, box.y + (box.height - size) / 2, box.width, size) });
    }
    for (const each of document.querySelectorAll('.hand, .drum, .qr, .rail svg')) boxes.push({ name: each.classList.item(0) ?? each.tagName, box: each.getBoundingClientRect() });
    // What lies on another covers a third of the lower one's height.
    const lap = (from: number, to: number, otherFrom: number, otherTo: number) => Math.min(to, otherTo) - Math.max(from, otherFrom);
    return boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter(({ box }) => lap(a.box.top, a.box.bottom, box.top, box.bottom) > Math.min(a.box.height, box.height) / 3 && lap(a.box.left, a.box.right, box.left, box.right) > 8)
        .map((b) => `${a.name} and ${b.name}`),
    );
  });
}

/** Has a draw's acts signed by people of other names. */
function named(draw: string, names: Record<string, string>): void {
  for (const entry of hall.draws.get(draw)?.entries ?? []) for (const signer of entry.signers) signer.name = names[signer.role] ?? signer.name;
}

for (const size of SIZES) {
  test.describe(`${size.width} by ${size.height}`, () => {
    test.use({ viewport: size });
    for (const rest of RESTS) {
      test(`${rest.name}: everything is there to be read`, async ({ page }) => {
        hall.reach(rest.draw, rest.upTo, rest.pulse ?? {});
        await open(page, rest.draw);
        await shown(page, rest.scene);
        await play(page, 1000);
        expect(await unreadable(page)).toEqual([]);
        expect(await overlapping(page)).toEqual([]);
        if ((await page.locator('.qr').count()) > 0) expect(await scanned(page)).toBe(`${hall.url}/d/${rest.draw}`);
        // What axe looks at does not depend on the size.
        if (size === SIZES[0]) expect(await violations(page)).toEqual([]);
      });
    }
  });
}

test.describe('1920 by 1080', () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test('both hands come down at one height, however long the names are', async ({ page }) => {
    named('D-17', { organiser: '林岚（星澜汽车客户权益与会员运营中心）', notary: 'Alexandrina Montgomery-Featherstonehaugh' });
    hall.reach('D-17', 'draw.close', { hands: { organiser: true, notary: false } });
    await open(page, 'D-17');
    await shown(page, 'press');
    const heights = () => page.locator('.press .hand').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    const [before] = await heights();
    hall.reach('D-17', 'draw.press');
    await expect(async () => {
      await play(page, 100);
      await expect(page.locator('.press .hand.down')).toHaveCount(2, { timeout: 500 });
    }).toPass({ timeout: 30_000 });
    await play(page, 1500);
    await expect(page.locator('.press .done .entry')).toHaveCount(1);
    expect(await heights()).toEqual([before, before]);
    expect(await overlapping(page)).toEqual([]);
    expect(await unreadable(page)).toEqual([]);
  });

  test('a number is drawn digit by digit, more than 240 pixels high, and its name and ring come last', async ({ page }) => {
    hall.reach('D-17', 'draw.press');
    await open(page, 'D-17');
    hall.reach('D-17', 'draw.complete');
    await expect(async () => {
      await page.clock.runFor(100);
      expect(await page.locator('section.number').count()).toBe(1);
    }).toPass();
    await play(page, 19_000 + 3_500 + 400);
    const drum = page.locator('.drum');
    await expect(drum).toHaveCount(1);
    expect(await drum.evaluate((each) => parseFloat(getComputedStyle(each).fontSize))).toBeGreaterThan(240);
    const lockedDigits = async () => page.locator('.drum .reel.locked').count();
    const seen = [await lockedDigits()];
    for (let i = 0; i < 9; i++) {
      await play(page, 1000);
      seen.push(await lockedDigits());
    }
    expect(seen[0]).toBe(0);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[seen.length - 1]).toBe(4);
    await expect(page.locator('.stand .ledger-seal')).toHaveClass(/closed/);
    await expect(page.locator('.stand .name')).not.toBeEmpty();
  });

  test('what was drawn is shown in order, and never ahead of the ledger', async ({ page }) => {
    hall.reach('D-17', 'draw.press');
    await open(page, 'D-17');
    await play(page, 200_000);
    await expect(page.locator('section.waiting')).toHaveCount(1);
    await expect(page.locator('.drum')).toHaveCount(0);
    const result = hall.draws.get('D-17')?.entries.findIndex((each) => each.kind === 'draw.result') ?? 0;
    hall.reach('D-17', result + 1);
    await expect(async () => {
      await page.clock.runFor(100);
      expect(await page.locator('section.number').count()).toBe(1);
    }).toPass();
    await play(page, 80_000);
    await expect(page.locator('section.drawing h2')).toContainText('一等奖');
    await expect(page.locator('section.done')).toHaveCount(0);
  });

  test('a lost line leaves the last true state with its time, and the show goes on when it is back', async ({ page }) => {
    hall.reach('D-17', 'draw.press');
    await open(page, 'D-17');
    await expect(page.locator('section.waiting')).toHaveCount(1);
    hall.cut('D-17', true);
    await expect(async () => {
      await page.clock.runFor(1000);
      expect(await page.locator('.lost').count()).toBe(1);
    }).toPass();
    await expect(page.locator('.lost')).toContainText(/2027-01-09 \d\d:\d\d:\d\d/);
    await expect(page.locator('section.waiting')).toHaveCount(1);
    hall.reach('D-17', 'draw.complete');
    hall.cut('D-17', false);
    await expect(async () => {
      await page.clock.runFor(1000);
      expect(await page.locator('section.number').count()).toBe(1);
    }).toPass();
    await expect(page.locator('.lost')).toHaveCount(0);
  });

  test('a rehearsal and a replay say so in every scene', async ({ page }) => {
    hall.reach('R-4', 'ledger.remark');
    await open(page, 'R-4', '?replay=1&speed=8');
    const scenes = new Set<string>();
    for (let i = 0; i < 200 && !scenes.has('remark'); i++) {
      await page.clock.runFor(400);
      await expect(page.locator('.band.rehearsal')).toContainText('REHEARSAL');
      await expect(page.locator('.band.replay')).toContainText('REPLAY');
      expect(await unreadable(page)).toEqual([]);
      expect(await overlapping(page)).toEqual([]);
      const scene = (await page.locator('section.scene').last().getAttribute('class'))?.split(' ')[1];
      if (scene) scenes.add(scene);
    }
    expect([...scenes]).toEqual(expect.arrayContaining(['before', 'sealed', 'contributors', 'audience', 'press', 'waiting', 'number', 'drawing', 'remark']));
  });

  test('with reduced motion nothing turns, and the digits come one by one', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    hall.reach('D-17', 'draw.press');
    await open(page, 'D-17');
    hall.reach('D-17', 'draw.complete');
    await expect(async () => {
      await page.clock.runFor(100);
      expect(await page.locator('section.number').count()).toBe(1);
    }).toPass();
    await play(page, 19_000 + 3_500 + 500);
    const strips = () => page.locator('.drum .strip').evaluateAll((all) => all.map((each) => (each as HTMLElement).style.transform));
    await expect(page.locator('.drum .reel.hidden')).not.toHaveCount(0);
    const before = await strips();
    await play(page, 2000);
    expect(await strips()).toEqual(before);
  });

  test('an unknown case says so', async ({ page }) => {
    await open(page, 'D-99');
    await expect(async () => {
      await page.clock.runFor(200);
      expect(await page.locator('h1 .zh').last().textContent()).toContain('没有这个案号');
    }).toPass();
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // Axe waits with the page's own timers: they run while it works.
  await page.clock.resume();
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const found = await axe.run();
    return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
}
