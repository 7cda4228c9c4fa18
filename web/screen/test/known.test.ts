import type { Entry, Pulse } from '@twoseal/shared';
import { describe, expect, it } from 'vitest';
import { NOTHING, learn, ledgerNowMs } from '../src/show/known';

const entry = (index: number) => ({ index }) as Entry;
const pulse = (more: Partial<Pulse>): Pulse => ({ nowMs: 5000, size: 10, root: '', state: 'sealed', witnesses: [], hands: { organiser: false, notary: false }, ...more });
const indexes = (known: typeof NOTHING) => known.entries.map((each) => each.index);

describe('what the screen knows', () => {
  it('has each entry once and in the ledger’s order, however they come', () => {
    let known = NOTHING;
    for (const index of [3, 5, 4, 3, 5, 9, 4]) known = learn(known, { type: 'entry', entry: entry(index), atMs: 1 });
    expect(indexes(known)).toEqual([3, 4, 5, 9]);
  });

  it('does not change what it knew before', () => {
    const before = learn(NOTHING, { type: 'entry', entry: entry(1), atMs: 1 });
    learn(before, { type: 'entry', entry: entry(2), atMs: 2 });
    expect(indexes(before)).toEqual([1]);
  });

  it('remembers the ledger’s size at the start: what stood before it is history', () => {
    let known = learn(NOTHING, { type: 'pulse', pulse: pulse({ size: 10 }), atMs: 1 });
    known = learn(known, { type: 'pulse', pulse: pulse({ size: 25 }), atMs: 2 });
    expect(known.sizeAtStart).toBe(10);
    expect(known.pulse?.size).toBe(25);
  });

  it('goes by the service’s clock, not by this machine’s', () => {
    const known = learn(NOTHING, { type: 'pulse', pulse: pulse({ nowMs: 100_000 }), atMs: 40_000 });
    expect(ledgerNowMs(known, 41_000)).toBe(101_000);
  });

  it('keeps the last true state and its time when the line is lost', () => {
    let known = learn(NOTHING, { type: 'line', isOpen: false, atMs: 1 });
    expect(known.line).toBe('not-yet');
    known = learn(known, { type: 'entry', entry: entry(1), atMs: 20 });
    known = learn(known, { type: 'line', isOpen: false, atMs: 90 });
    expect(known).toMatchObject({ line: 'lost', heardMs: 20 });
    expect(indexes(known)).toEqual([1]);
    expect(learn(known, { type: 'line', isOpen: true, atMs: 95 }).line).toBe('open');
  });
});
