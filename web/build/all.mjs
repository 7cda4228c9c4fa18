// Builds the apps one after the other (two cores), then packs the fonts beside the phone page, which is served at the root, and beside
// every text its compressed form, which the server sends to who accepts gzip. Last, whose work that is and under which licence.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packCompressed } from './compressed.mjs';
import { packFonts } from './fonts.mjs';
import { forgetPackages, packLicences } from './licences.mjs';

const WEB = fileURLToPath(new URL('..', import.meta.url));
forgetPackages();
for (const app of ['console', 'screen', 'phone']) {
  execFileSync(process.execPath, [`${WEB}/node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], { cwd: `${WEB}/${app}`, stdio: 'inherit' });
}
packFonts(`${WEB}/target/classes/twoseal/web/phone/fonts`);
packCompressed(`${WEB}/target/classes/twoseal/web`);
packLicences(`${WEB}/target/licences`);
