import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Both languages of every word of the console: none empty, none the other's, the same arguments in both. */
const FOLDER = fileURLToPath(new URL('../src/words/', import.meta.url));
const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

interface Catalogue {
  words: Record<string, readonly [string, string]>;
}

const modules = await Promise.all(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.ts'))
    .map(async (name) => ({ name, exported: (await import(`../src/words/${name.replace(/\.ts$/, '')}.ts`)) as Record<string, Catalogue> })),
);

const words = modules.flatMap(({ name, exported }) =>
  Object.values(exported).flatMap((each) =>
    each !== null && typeof each === 'object' && 'words' in each
      ? Object.entries(each.words).map(([key, [zh, en]]) => ({ at: `${name} ${key}`, zh, en }))
      : [],
  ),
);

const argumentsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('words', () => {
  it('are there', () => {
    expect(words.length).toBeGreaterThan(200);
  });

  it.each(words)('$at', ({ zh, en }) => {
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    expect(argumentsOf(en)).toEqual(argumentsOf(zh));
    expect(en).not.toMatch(/[\u3400-\u9fff]/u);
    expect(en).not.toMatch(/[，。；：（）「」]/u);
  });
});

describe('pages', () => {
  const pages = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.vue'));

  it.each(pages)('%s has no Chinese of its own beside the words', (name) => {
    const template = /<template>[^]*<\/template>/.exec(readFileSync(`${SOURCES}${name}`, 'utf8'))?.[0] ?? '';
    const known = template.replace(/双印|公证之印|签署之印/g, '');
    expect(known).not.toMatch(/[\u3400-\u9fff]/u);
  });
});
