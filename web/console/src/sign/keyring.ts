/** A key that its owner left open for a while, in memory alone; the end of the session is its end too. */
import type { OpenKey } from '@twoseal/shared/keys';
import { shallowRef } from 'vue';
import { whenForgotten } from '../session/session';

export const OPEN_MS = 10 * 60_000;

export interface Opened {
  key: OpenKey;
  untilMs: number;
}

/** What is open now, if anything. */
export const opened = shallowRef<Opened>();

let timer: ReturnType<typeof setTimeout> | undefined;

export function leaveOpen(key: OpenKey): void {
  closeKey();
  opened.value = { key, untilMs: Date.now() + OPEN_MS };
  timer = setTimeout(closeKey, OPEN_MS);
}

export function closeKey(): void {
  clearTimeout(timer);
  opened.value = undefined;
}

whenForgotten(closeKey);
