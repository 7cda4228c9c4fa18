import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The shared vectors of spec/vectors. */
export function vectorBytes(path: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(fileURLToPath(new URL(`../../../../spec/vectors/${path}`, import.meta.url))));
}

export function vectorText(path: string): string {
  return new TextDecoder().decode(vectorBytes(path));
}

export function vectorJson<T>(path: string): T {
  return JSON.parse(vectorText(path)) as T;
}
