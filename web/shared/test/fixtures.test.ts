import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../src/types';
import { unlike } from './contract';

const FOLDER = new URL('../fixtures/', import.meta.url);

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const { entries } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { entries: Entry[] };

  it('is as the contract says', () => {
    expect(entries.flatMap((entry) => unlike('Entry', entry))).toEqual([]);
  });

  it('stands in the ledger’s order', () => {
    const indexes = entries.map((entry) => entry.index);
    expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
    expect(new Set(indexes).size).toBe(indexes.length);
  });
});

it('what is not as the contract says is found', () => {
  expect(unlike('Roll', { order: 1, kind: 'winner', number: 3, group: 'a' })).toEqual([]);
  expect(unlike('Roll', { order: 1, kind: 'lucky', number: 3.5, group: 'a', more: 1 })).toHaveLength(3);
  expect(unlike('Roll', { order: 1 })).toHaveLength(3);
});
