import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('../src/tokens.css', import.meta.url), 'utf8');
const tokens = new Map([...sheet.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1] as string, found[2] as string]));

/** Text on ground, as the pages use them: at least 4.5 to 1 (WCAG 2.2 AA). */
const TEXT: [string, string][] = [
  ['ink', 'paper'],
  ['ink', 'paper-raised'],
  ['ink', 'paper-sunk'],
  ['ink-soft', 'paper'],
  ['ink-soft', 'paper-raised'],
  ['ink-soft', 'paper-sunk'],
  ['vermilion', 'paper'],
  ['vermilion-deep', 'paper'],
  ['vermilion-deep', 'paper-sunk'],
  ['on-vermilion', 'vermilion'],
  ['on-vermilion', 'vermilion-deep'],
  ['gold', 'paper'],
  ['gold', 'gold-wash'],
  ['paper-raised', 'gold'],
  ['done', 'paper'],
  ['done', 'done-wash'],
  ['trouble', 'paper'],
  ['trouble', 'trouble-wash'],
  ['paper', 'ink'],
  ['paper-raised', 'ink-soft'],
];

/** Edges of what can be used, and marks that carry a meaning: at least 3 to 1. */
const MARKS: [string, string][] = [
  ['line-strong', 'paper'],
  ['line-strong', 'paper-sunk'],
  ['focus', 'paper'],
  ['focus', 'paper-raised'],
  ['done', 'paper-sunk'],
];

describe('contrast, computed', () => {
  it.each(TEXT)('%s on %s can be read', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(MARKS)('%s on %s can be seen', (mark, ground) => {
    expect(contrast(mark, ground)).toBeGreaterThanOrEqual(3);
  });

  it('is 21 for black on white and 1 for a colour on itself', () => {
    expect(ratio('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('ink', 'ink')).toBe(1);
  });
});

function contrast(a: string, b: string): number {
  return ratio(tokens.get(a) as string, tokens.get(b) as string);
}

function ratio(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
