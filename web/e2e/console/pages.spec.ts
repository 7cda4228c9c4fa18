import axe from 'axe-core';
import { expect, test } from '../program/office';

const PAGES = ['', 'people', 'ledger', 'ledger/0', 'audit', 'operations', 'profile', 'nowhere'];

interface Violation {
  id: string;
  nodes: { html: string }[];
}

for (const lang of ['zh', 'en']) {
  test(`every page can be used by everybody (${lang})`, async ({ office }) => {
    const { page } = await office.desk(office.administrator);
    const troubles: string[] = [];
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    for (const name of PAGES) {
      await page.goto(`${office.program.consoleUrl}/${name}?lang=${lang}`);
      await expect(page.locator('main .sheet').first()).toBeVisible();
      // The policy lets no script of a page's own in; the tester's comes by the debugger.
      await page.evaluate(axe.source);
      const violations = await page.evaluate(async () => {
        const run = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Violation[] }> } }).axe.run;
        return (await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations;
      });
      expect(violations.map((each) => `${name}: ${each.id} ${each.nodes[0]?.html}`)).toEqual([]);
    }
    expect(troubles).toEqual([]);
  });
}

test('the language is chosen once', async ({ office, page }) => {
  await page.goto(`${office.program.consoleUrl}/sign-in?lang=zh`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto(`${office.program.consoleUrl}/ledger`);
  await expect(page.getByRole('heading', { name: 'Ledger', level: 1 })).toBeVisible();
});

test('nothing of a page comes from elsewhere', async ({ office, page }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${office.program.consoleUrl}/ledger`);
  await expect(page.locator('table.lines')).toBeVisible();
  expect([...hosts].filter((host) => host !== office.program.url && host !== 'null')).toEqual([]);
});
