import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BEACON_STEPS } from '../../src/draws/steps';

interface Catalogue {
  readonly words: Readonly<Record<string, readonly [string, string]>>;
}

const FOLDER = new URL('../../src/draws/words/', import.meta.url);
const NAMES = readdirSync(FOLDER);

async function catalogues(name: string): Promise<Catalogue[]> {
  const module = (await import('../../src/draws/words/' + name)) as Record<string, unknown>;
  return Object.values(module).filter((each): each is Catalogue => typeof each === 'object' && each !== null && 'words' in each);
}

/** Every file of the pages about draws. */
function sources(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? sources(new URL(each.name + '/', folder)) : [readFileSync(new URL(each.name, folder), 'utf8')],
  );
}

const ALL = sources(new URL('../../src/draws/', import.meta.url)).join('\n');

describe.each(NAMES)('the words of %s', (name) => {
  it('are there in both languages, each with the same arguments', async () => {
    for (const { words } of await catalogues(name)) {
      for (const [key, [zh, en]] of Object.entries(words)) {
        const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
        expect(zh.trim(), key).not.toBe('');
        expect(en.trim(), key).not.toBe('');
        expect(names(en), key).toEqual(names(zh));
        expect(en, key).not.toMatch(/[\u4e00-\u9fff\u2018\u2019\u201c\u201d]/);
      }
    }
  });

  it('are all used', async () => {
    for (const { words } of await catalogues(name)) {
      const unused = Object.keys(words).filter((key) => {
        const prefix = key.split('_')[0] ?? key;
        return !(
          ALL.includes("'" + key + "'") ||
          ALL.includes('`' + prefix + '_${') ||
          ALL.includes("'" + prefix + "_'") ||
          (BEACON_STEPS as readonly string[]).includes(key)
        );
      });
      expect(unused).toEqual([]);
    }
  });
});
