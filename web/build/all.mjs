// Builds the apps one after the other (two cores), then packs the fonts beside the phone page, which is served at the root, and beside
// every text its compressed form, which the server sends to who accepts gzip.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packCompressed } from './compressed.mjs';
import { packFonts } from './fonts.mjs';

const WEB = fileURLToPath(new URL('..', import.meta.url));
for (const app of ['console', 'screen', 'phone']) {
  execFileSync(process.execPath, [`${WEB}/node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], { cwd: `${WEB}/${app}`, stdio: 'inherit' });
}
packFonts(`${WEB}/target/classes/twoseal/web/phone/fonts`);
packCompressed(`${WEB}/target/classes/twoseal/web`);
