import { expect, it } from 'vitest';

type Words = Readonly<Record<string, readonly [zh: string, en: string]>>;

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] as string);

/** What holds for every app's words. `bare` are keys whose words name the other language. */
export function wordsAreWhole(words: Words, bare: readonly string[] = []): void {
  it.each(Object.entries(words))('%s is said in both languages', (key, [zh, en]) => {
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    if (!bare.includes(key)) {
      expect(en, 'English').not.toMatch(/[\u4e00-\u9fff]/);
      expect(/[\u4e00-\u9fff]/.test(zh) || !/[a-z]{2}/i.test(en), 'Chinese').toBe(true);
    }
    // Arguments of the English are among the Chinese's: nothing is asked for that only one of the two needs by mistake.
    expect(holes(en).filter((hole) => !holes(zh).includes(hole))).toEqual([]);
  });
}
