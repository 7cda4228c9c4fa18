import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FEED_TIMES, follow } from '../src/feed';
import type { Entry } from '../src/types';

/** A line that a test holds in its hands. */
class Line extends EventTarget {
  static readonly CLOSED = 2;
  static all: Line[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    Line.all.push(this);
  }

  close(): void {
    this.readyState = Line.CLOSED;
  }

  tell(event: string, data: object): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  static get last(): Line {
    return Line.all[Line.all.length - 1] as Line;
  }
}

let heard: string[] = [];
const listener = {
  entry: (entry: Entry) => heard.push(`entry ${entry.index}`),
  pulse: () => heard.push('pulse'),
  open: (isOpen: boolean) => heard.push(isOpen ? 'open' : 'down'),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Line);
  heard = [];
  Line.all = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the feed', () => {
  it('tells each entry once, also when the line starts anew from the beginning', () => {
    follow('/events', listener);
    Line.last.onopen?.();
    Line.last.tell('entry', { index: 4 });
    Line.last.tell('entry', { index: 7 });
    vi.advanceTimersByTime(FEED_TIMES.silenceMs + FEED_TIMES.retryFirstMs);
    expect(Line.all).toHaveLength(2);
    for (const index of [4, 7, 9]) Line.last.tell('entry', { index });
    expect(heard).toEqual(['open', 'entry 4', 'entry 7', 'down', 'entry 9']);
  });

  it('notices a silent line, and one that was closed for good', () => {
    follow('/events', listener);
    Line.last.onopen?.();
    Line.last.readyState = Line.CLOSED;
    Line.last.onerror?.();
    expect(heard).toEqual(['open', 'down']);
    vi.advanceTimersByTime(FEED_TIMES.retryFirstMs);
    expect(Line.all).toHaveLength(2);
  });

  it('leaves a browser that comes back by itself alone', () => {
    follow('/events', listener);
    Line.last.onerror?.();
    vi.advanceTimersByTime(FEED_TIMES.retryMaxMs);
    expect(heard).toEqual(['down']);
    expect(Line.all).toHaveLength(1);
  });

  it('asks less and less often while nothing answers', () => {
    follow('/events', listener);
    const tries: number[] = [];
    for (let i = 0; i < 7; i++) {
      Line.last.readyState = Line.CLOSED;
      Line.last.onerror?.();
      const before = Line.all.length;
      let waited = 0;
      while (Line.all.length === before) {
        vi.advanceTimersByTime(100);
        waited += 100;
      }
      tries.push(waited);
    }
    expect(tries).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('ends when it is told to', () => {
    const end = follow('/events', listener);
    end();
    vi.advanceTimersByTime(FEED_TIMES.silenceMs * 2);
    expect(Line.all).toHaveLength(1);
    expect(Line.last.readyState).toBe(Line.CLOSED);
  });
});
