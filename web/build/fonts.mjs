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
  for (const { name } of FONTS) copyFileSync(join(MODULES, name, 'LICENSE'), join(folder, `${name.split('/')[1]}.LICENSE.txt`));
}

/** The packages' own sheets, without the rules for pieces that are not shipped. */
function sheet() {
  return FONTS.flatMap(({ name, pieces }) => {
    const rules = readFileSync(join(MODULES, name, 'index.css'), 'utf8').match(/@font-face \{[^}]*\}/g) ?? [];
    const shipped = rules.filter((rule) => pieces.test(/url\(\.\/files\/([^)]+)\)/.exec(rule)?.[1] ?? ''));
    if (shipped.length === 0) throw new Error(`${name} has no such pieces`);
    return shipped.map((rule) => rule.replace('url(./files/', 'url(/fonts/').replace(/\s+/g, ' '));
  }).join('\n');
}

function files() {
  return FONTS.flatMap(({ name, pieces }) => {
    const folder = join(MODULES, name, 'files');
    if (!existsSync(folder)) throw new Error(`${name} is not installed: run npm ci`);
    return readdirSync(folder)
      .filter((file) => pieces.test(file))
      .sort()
      .map((file) => ({ name: file, from: join(folder, file) }));
  });
}
