import { readFileSync } from 'node:fs';
import type { Entry } from '../src/types';

/** A draw of shared/fixtures, as the feed tells it. */
export function fixture(name: string): { draw: string; entries: Entry[] } {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8')) as { draw: string; entries: Entry[] };
}
