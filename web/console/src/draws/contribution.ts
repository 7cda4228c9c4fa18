/**
 * A contributor's secret, made on the contributor's own device and kept in a file until it is revealed; the file is the one that
 * `twoseal contribute commit` writes, so that either side can open what the other made.
 *
 * Source: spec/seed.md, [SEED-3].
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export interface Contribution {
  readonly draw: string;
  readonly attempt: number;
  readonly contributor: string;
  /** 16 to 1,024 bytes in hex. */
  readonly value: string;
  /** 32 bytes in hex. */
  readonly nonce: string;
}

const HEAD = 'twoseal/contribution/1';
const TAG = 'twoseal/draw/commitment/1';
const VALUE_BYTES = 32;
const VALUE_BYTES_MIN = 16;
const VALUE_BYTES_MAX = 1_024;
const NONCE_BYTES = 32;
const ATTEMPT_MAX = 1_000;

const FIELDS: readonly RegExp[] = [
  /^draw: ([DR]-[1-9]\d{0,11})$/,
  /^attempt: ([1-9]\d{0,3})$/,
  /^contributor: ([a-z0-9][a-z0-9-]{0,31}\/[a-z0-9][a-z0-9-]{0,31})$/,
  /^value: ((?:[0-9a-f]{2})+)$/,
  /^nonce: ([0-9a-f]{64})$/,
];

/** A fresh value and nonce from the browser's random source. */
export function freshContribution(draw: string, attempt: number, contributor: string): Contribution {
  return { draw, attempt, contributor, value: random(VALUE_BYTES), nonce: random(NONCE_BYTES) };
}

function random(bytes: number): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** What binds the contributor and tells nothing: 64 hex digits. */
export function commitment(of: Contribution): string {
  const value = hexToBytes(of.value);
  return tagged(
    TAG,
    lengthPrefixed(utf8ToBytes(of.draw)),
    be32(of.attempt),
    lengthPrefixed(utf8ToBytes(of.contributor)),
    be32(value.length),
    value,
    hexToBytes(of.nonce),
  );
}

export function contributionText(of: Contribution): string {
  return [
    HEAD,
    'draw: ' + of.draw,
    'attempt: ' + of.attempt,
    'contributor: ' + of.contributor,
    'value: ' + of.value,
    'nonce: ' + of.nonce,
    '',
  ].join('\n');
}

/** The file's contribution, or nothing where the text is none; spaces that typing or printing added at its end make no difference. */
export function parseContribution(text: string): Contribution | undefined {
  const lines = text.replace(/\r\n/g, '\n').trimEnd().split('\n');
  if (lines.length !== FIELDS.length + 1 || lines[0] !== HEAD) {
    return undefined;
  }
  const values = FIELDS.map((field, index) => field.exec((lines[index + 1] ?? '').trimEnd())?.[1]);
  const [draw, attempt, contributor, value, nonce] = values;
  if (draw === undefined || attempt === undefined || contributor === undefined || value === undefined || nonce === undefined) {
    return undefined;
  }
  const valueBytes = value.length / 2;
  const isFit = valueBytes >= VALUE_BYTES_MIN && valueBytes <= VALUE_BYTES_MAX && Number(attempt) <= ATTEMPT_MAX;
  return isFit ? { draw, attempt: Number(attempt), contributor, value, nonce } : undefined;
}

/** The name that its file is kept under. */
export function contributionFileName(of: Contribution): string {
  return of.draw + '-' + of.attempt + '-' + of.contributor.replace('/', '.') + '.contribution';
}

function tagged(tag: string, ...parts: Uint8Array[]): string {
  return bytesToHex(sha256(concatBytes(lengthPrefixed(utf8ToBytes(tag)), ...parts)));
}

function lengthPrefixed(bytes: Uint8Array): Uint8Array {
  return concatBytes(be32(bytes.length), bytes);
}

function be32(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
