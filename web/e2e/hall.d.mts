import type { Entry } from '@twoseal/shared';

export interface Hall {
  url: string;
  shakes: string[];
  draws: Map<string, { draw: string; entries: Entry[]; reached: number; down: boolean }>;
  reach(draw: string, upTo: string | number, pulse?: object, nowMs?: number): void;
  cut(draw: string, down: boolean): void;
  close(): Promise<void>;
}

export function openHall(): Promise<Hall>;
