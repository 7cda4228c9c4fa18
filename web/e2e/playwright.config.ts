import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's own Chromium: this package brings none. TWOSEAL_CHROMIUM, which ./check sets, names another. */
const CHROMIUM = [process.env.TWOSEAL_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromium = CHROMIUM.find((each) => each !== undefined && existsSync(each));
if (chromium === undefined) throw new Error('no Chromium is installed (Debian: apt-get install -y chromium), and TWOSEAL_CHROMIUM names none');

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../target/e2e',
  // Each has its own office or demonstration. One more than the processors of a small machine: whole draws wait half of their time for numbers to come.
  workers: 3,
  // A test works through the console as a person does, opens keys whose passphrases are costly to guess, and may wait for its turn on a busy machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list'], ['junit', { outputFile: '../target/surefire-reports/TEST-browser.xml' }]],
  use: {
    // What cannot be clicked for so long never can.
    actionTimeout: 60_000,
    locale: 'zh-CN',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
