// What the pages bring of others' work, and under which licence: every npm package of which a module is in a built page, and the fonts. A
// licence that is not allowed here, or none, fails the build.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('..', import.meta.url));
const SHIPPED = join(WEB, 'target/shipped');
const ALLOWED = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'OFL-1.1'];
const FONTS = ['@chinese-fonts/syst', '@fontsource-variable/noto-sans', '@fontsource-variable/noto-sans-mono', '@fontsource-variable/noto-sans-sc', '@fontsource-variable/noto-serif-sc'];

/** The package is under another licence, or none, but what we take from it is a font with a licence of its own. */
const TAKEN = { '@chinese-fonts/syst': { licence: 'OFL-1.1', text: join(WEB, 'build/source-han-serif.LICENSE.txt') } };
/** Code that the build tools put into a page themselves. */
const BY_TOOLS = [[/^\0vite\//, 'vite'], [/^\0plugin-vue/, '@vitejs/plugin-vue'], [/^\0(?:rolldown\/|@oxc-project\+runtime@)/, 'rolldown']];
/** Vite's licence goes on with those of what only the tool itself contains. */
const OF_THE_TOOL_ALONE = /^# Licenses of bundled dependencies[\s\S]*/m;

/** A plugin that notes of which packages an app's pages and workers are made. */
export function notePackages(app) {
  const found = new Set();
  return {
    name: 'twoseal-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) for (const id of chunk.moduleIds ?? []) add(found, id);
      mkdirSync(SHIPPED, { recursive: true });
      writeFileSync(join(SHIPPED, `${app}.json`), JSON.stringify([...found].sort()));
    },
  };
}

function add(found, id) {
  const inside = id.replace(/\\/g, '/').lastIndexOf('/node_modules/');
  const tool = BY_TOOLS.find(([pattern]) => pattern.test(id));
  if (tool) found.add(`node_modules/${tool[1]}`);
  else if (inside >= 0) found.add(/^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replace(/\\/g, '/').slice(inside + 1))[0]);
  else if (id.startsWith('\0')) throw new Error(`whose is ${JSON.stringify(id)}?`);
}

/** Forgets what an earlier build noted. */
export function forgetPackages() {
  rmSync(SHIPPED, { recursive: true, force: true });
}

/** Writes THIRD-PARTY-WEB.txt and sbom-web.json (CycloneDX) into `folder`. */
export function packLicences(folder) {
  const noted = readdirSync(SHIPPED).flatMap((name) => JSON.parse(readFileSync(join(SHIPPED, name), 'utf8')));
  const all = [...new Set([...noted, ...FONTS.map((name) => `node_modules/${name}`)])].sort().map(describe);
  const bad = all.filter(({ licence }) => !ALLOWED.includes(licence));
  if (bad.length > 0) throw new Error(`licences that are not allowed: ${bad.map((each) => `${each.name} (${each.licence})`).join(', ')}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'THIRD-PARTY-WEB.txt'), listOf(all));
  writeFileSync(join(folder, 'sbom-web.json'), `${JSON.stringify(bomOf(all), null, 2)}\n`);
}

function describe(path) {
  const folder = join(WEB, path);
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const taken = TAKEN[name];
  const file = readdirSync(folder).find((each) => /^licen[cs]e(\.md|\.txt)?$/i.test(each));
  const text = taken ? taken.text : file && join(folder, file);
  return { name, version, licence: taken?.licence ?? license ?? 'unknown', author: author?.name ?? author, text: text && existsSync(text) ? readFileSync(text, 'utf8') : '' };
}

function listOf(all) {
  const lines = all.map(({ name, version, licence }) => `     (${licence}) ${name}:${version}`);
  const texts = all.map((each) => `\n${'='.repeat(80)}\n${each.name} ${each.version} (${each.licence})\n${'='.repeat(80)}\n\n${textOf(each)}\n`);
  return `What the pages contain of ${all.length} npm packages, and their licences.\n${lines.join('\n')}\n${texts.join('')}`;
}

function textOf({ name, licence, author, text }) {
  const own = text.replace(/\r\n/g, '\n').replace(OF_THE_TOOL_ALONE, '').trim();
  if (own !== '') return own;
  if (licence !== 'MIT') throw new Error(`${name} brings no text of its licence (${licence})`);
  return `${author ? `Copyright (c) ${author}` : `Copyright (c) the authors of ${name}`}\n\n${MIT}`;
}

function bomOf(all) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'twoseal-web', name: 'twoseal-web' } },
    components: all.map(({ name, version, licence }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      return { type: 'library', 'bom-ref': purl, name, version, licenses: [{ license: { id: licence } }], purl };
    }),
  };
}

/** For packages that name the licence and leave its text out. */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
