import type { Entry, Pulse } from '@twoseal/shared';

/** Everything the screen has been told, and when. Nothing else is ever shown. */
export interface Known {
  /** Ledger entries of the draw in their order, each once. */
  entries: readonly Entry[];
  pulse?: Pulse;
  /** The ledger's size when the first pulse came: what stood before it is history, not a show. */
  sizeAtStart?: number;
  /** The service's clock minus this machine's. */
  clockOffsetMs: number;
  line: 'not-yet' | 'open' | 'lost';
  /** When something was last heard, by this machine's clock. */
  heardMs: number;
}

export type Heard =
  | { type: 'entry'; entry: Entry; atMs: number }
  | { type: 'pulse'; pulse: Pulse; atMs: number }
  | { type: 'line'; isOpen: boolean; atMs: number };

export const NOTHING: Known = { entries: [], clockOffsetMs: 0, line: 'not-yet', heardMs: 0 };

/** What is known after one more thing was heard. An entry that was heard before changes nothing. */
export function learn(known: Known, heard: Heard): Known {
  switch (heard.type) {
    case 'entry':
      return { ...known, entries: withEntry(known.entries, heard.entry), line: 'open', heardMs: heard.atMs };
    case 'pulse':
      return {
        ...known,
        pulse: heard.pulse,
        sizeAtStart: known.sizeAtStart ?? heard.pulse.size,
        clockOffsetMs: heard.pulse.nowMs - heard.atMs,
        line: 'open',
        heardMs: heard.atMs,
      };
    case 'line':
      // A line that was never open is not lost: there is nothing to compare the silence with.
      if (heard.isOpen) return { ...known, line: 'open', heardMs: heard.atMs };
      return known.line === 'not-yet' ? known : { ...known, line: 'lost' };
  }
}

function withEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = entries[entries.length - 1];
  if (last === undefined || last.index < entry.index) return [...entries, entry];
  if (entries.some((each) => each.index === entry.index)) return entries;
  return [...entries, entry].sort((a, b) => a.index - b.index);
}

/** The ledger's time now, by the service's clock. */
export function ledgerNowMs(known: Known, machineNowMs: number): number {
  return machineNowMs + known.clockOffsetMs;
}
