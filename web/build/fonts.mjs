// The fonts that the project ships, self-hosted under /fonts/: Noto Sans SC and Noto Serif SC as variable fonts, cut by unicode-range so
// that a browser fetches only the pieces a page's characters lie in; Noto Sans for the English beside it and Noto Sans Mono for digests,
// Latin only. The phone page uses none of them.
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const FONTS = [
  { name: '@fontsource-variable/noto-sans', pieces: /-latin-wght-normal\.woff2$/ },
  { name: '@fontsource-variable/noto-sans-mono', pieces: /-latin-wght-normal\.woff2$/ },
  { name: '@fontsource-variable/noto-sans-sc', pieces: /-wght-normal\.woff2$/ },
  { name: '@fontsource-variable/noto-serif-sc', pieces: /-wght-normal\.woff2$/ },
];
/**
 * For names: the characters that Noto Sans SC, as it is cut for the web, leaves out. Source Han Serif CN has all of the ideographs of the
 * Basic Multilingual Plane (the URO and Extension A) and the rarer ones of the national table of 8,105 characters.
 */
const RARE = { name: '@chinese-fonts/syst', sheet: 'dist/SourceHanSerifCN/result.css', folder: 'dist/SourceHanSerifCN', family: 'Twoseal Rare' };
const SHEET = 'fonts.css';

/** In development the fonts come straight from their packages; a built page asks the server for /fonts/fonts.css. */
export function serveFonts() {
  return {
    name: 'twoseal-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, context) =>
        /\/phone\/index\.html$/.test(context.filename)
          ? []
          : [{ tag: 'link', attrs: { rel: 'stylesheet', href: `/fonts/${SHEET}` }, injectTo: 'head' }],
    },
    configureServer(server) {
      server.middlewares.use('/fonts/', (request, response, next) => {
        const name = (request.url ?? '').replace(/^\//, '').replace(/[?#].*$/, '');
        if (name === SHEET) {
          response.setHeader('Content-Type', 'text/css');
          response.end(sheet());
          return;
        }
        const file = files().find((each) => each.name === name);
        if (file) createReadStream(file.from).pipe(response);
        else next();
      });
    },
  };
}

/** Writes the sheet and every file it names, and the licences, into `folder`. */
export function packFonts(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, SHEET), sheet());
  for (const { name, from } of files()) copyFileSync(from, join(folder, name));
  copyFileSync(fileURLToPath(new URL('source-han-serif.LICENSE.txt', import.meta.url)), join(folder, 'source-han-serif.LICENSE.txt'));
  for (const { name } of FONTS) copyFileSync(join(MODULES, name, 'LICENSE'), join(folder, `${name.split('/')[1]}.LICENSE.txt`));
}

/** The packages' own sheets, without the rules for pieces that are not shipped. */
function sheet() {
  return FONTS.flatMap(({ name, pieces }) => {
    const rules = readFileSync(join(MODULES, name, 'index.css'), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
    const shipped = rules.filter((rule) => pieces.test(/url\(\.\/files\/([^)]+)\)/.exec(rule)?.[1] ?? ''));
    if (shipped.length === 0) throw new Error(`${name} has no such pieces`);
    return shipped.map((rule) => rule.replace('url(./files/', 'url(/fonts/').replace(/\s+/g, ' '));
  }).concat(rarePieces().map(({ file, characters }) => `@font-face { font-family: '${RARE.family}'; font-style: normal; font-display: swap; font-weight: 200 900; src: url(/fonts/${file}) format('woff2-variations'); unicode-range: ${ranges(characters)}; }`)).join('\n');
}

/** The pieces of the rare font that hold an ideograph which Noto Sans SC has not, and those ideographs. */
function rarePieces() {
  const common = new Set(Object.values(JSON.parse(readFileSync(join(MODULES, '@fontsource-variable/noto-sans-sc/unicode.json'), 'utf8'))).flatMap(characters));
  const rules = readFileSync(join(MODULES, RARE.name, RARE.sheet), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [];
  const pieces = rules.map((rule) => ({
    file: /url\(["']?\.\/([0-9a-f]+\.woff2)/.exec(rule)?.[1] ?? '',
    characters: characters(/unicode-range:([^;}]+)/.exec(rule)?.[1] ?? '').filter((each) => each >= 0x3400 && !common.has(each)),
  }));
  const rare = pieces.filter(({ file, characters: found }) => file !== '' && found.length > 0);
  if (rare.length === 0) throw new Error(`${RARE.name} has no such pieces`);
  return rare;
}

/** Code points of a unicode-range, and the other way round. */
function characters(text) {
  return text.split(',').flatMap((part) => {
    const [first, last] = part.trim().replace(/^U\+/i, '').split('-').map((digits) => parseInt(digits, 16));
    return Number.isNaN(first) ? [] : Array.from({ length: (last ?? first) - first + 1 }, (_, i) => first + i);
  });
}

function ranges(points) {
  const found = [];
  for (const point of [...points].sort((a, b) => a - b)) {
    const last = found[found.length - 1];
    if (last && last[1] + 1 === point) last[1] = point;
    else found.push([point, point]);
  }
  return found.map(([first, last]) => (first === last ? `U+${first.toString(16)}` : `U+${first.toString(16)}-${last.toString(16)}`)).join(',');
}

function files() {
  return FONTS.flatMap(({ name, pieces }) => {
    const folder = join(MODULES, name, 'files');
    if (!existsSync(folder)) throw new Error(`${name} is not installed: run npm ci`);
    return readdirSync(folder)
      .filter((file) => pieces.test(file))
      .sort()
      .map((file) => ({ name: file, from: join(folder, file) }));
  }).concat(rarePieces().map(({ file }) => ({ name: file, from: join(MODULES, RARE.name, RARE.folder, file) })));
}
