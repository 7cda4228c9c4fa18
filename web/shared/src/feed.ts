import type { Entry, Pulse } from './types';

/** What a feed tells: entries and pulses as they come, and whether the line is open. */
export interface FeedListener {
  entry(entry: Entry): void;
  pulse(pulse: Pulse): void;
  /** `true` once the line is open, `false` as soon as it is known to be down. */
  open(isOpen: boolean): void;
}

export interface FeedTimes {
  /** Nothing heard for so long: the line counts as down. The service says something every 15 seconds. */
  silenceMs: number;
  retryFirstMs: number;
  retryMaxMs: number;
}

export const FEED_TIMES: FeedTimes = { silenceMs: 40_000, retryFirstMs: 500, retryMaxMs: 8_000 };

/**
 * A draw's server-sent events. EventSource comes back by itself after a dropped line, with Last-Event-ID; it gives up after an
 * answer such as 503, and a silent line it never notices. So this starts it anew in both cases; an entry that comes twice then
 * is dropped here, by its index.
 */
export function follow(url: string, listener: FeedListener, times: FeedTimes = FEED_TIMES): () => void {
  let source: EventSource | undefined;
  let lastIndex = -1;
  let retryMs = times.retryFirstMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(again, times.silenceMs);
  };
  const again = () => {
    source?.close();
    clearTimeout(timer);
    if (ended) return;
    listener.open(false);
    timer = setTimeout(start, retryMs);
    retryMs = Math.min(retryMs * 2, times.retryMaxMs);
  };
  const start = () => {
    source = new EventSource(url);
    heard();
    source.onopen = () => {
      retryMs = times.retryFirstMs;
      listener.open(true);
      heard();
    };
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) again();
      else listener.open(false);
    };
    source.addEventListener('entry', (event) => {
      heard();
      const entry = JSON.parse((event as MessageEvent<string>).data) as Entry;
      if (entry.index <= lastIndex) return;
      lastIndex = entry.index;
      listener.entry(entry);
    });
    source.addEventListener('pulse', (event) => {
      heard();
      listener.pulse(JSON.parse((event as MessageEvent<string>).data) as Pulse);
    });
  };
  start();
  return () => {
    ended = true;
    clearTimeout(timer);
    source?.close();
  };
}

/** A stream of events that has ended, as it was: for what is read whole. */
export function readEvents(text: string): { event: string; id?: string; data: string }[] {
  return text
    .split(/\r?\n\r?\n/)
    .map((block) => {
      const lines = block.split(/\r?\n/).filter((line) => !line.startsWith(':'));
      const all = (name: string) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).replace(/^ /, ''));
      return { event: all('event')[0] ?? 'message', id: all('id')[0], data: all('data').join('\n') };
    })
    .filter((each) => each.data !== '');
}
