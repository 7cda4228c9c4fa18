// The fonts that the project ships, self-hosted under /fonts/: Noto Sans SC and Noto Serif SC as variable fonts, cut by unicode-range so
// that a browser fetches only the pieces a page's characters lie in. The phone page uses none of them.
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));
const FONTS = ['@fontsource-variable/noto-sans-sc', '@fontsource-variable/noto-serif-sc'];
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
  for (const font of FONTS) copyFileSync(join(MODULES, font, 'LICENSE'), join(folder, `${font.split('/')[1]}.LICENSE.txt`));
}

function sheet() {
  return FONTS.map((font) => readFileSync(join(MODULES, font, 'index.css'), 'utf8').replaceAll('url(./files/', 'url(/fonts/')).join('\n');
}

function files() {
  return FONTS.flatMap((font) => {
    const folder = join(MODULES, font, 'files');
    if (!existsSync(folder)) throw new Error(`${font} is not installed: run npm ci`);
    return readdirSync(folder)
      .filter((name) => name.endsWith('-wght-normal.woff2'))
      .sort()
      .map((name) => ({ name, from: join(folder, name) }));
  });
}
