import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, hex, prefixed, utf8 } from './bytes';

/** tagged(tag, x) of [BYTES-2]. */
export function tagged(tag: string, content: Uint8Array): Bytes {
  return new Uint8Array(sha256(concat(prefixed(utf8(tag)), content)));
}

/** A note's digest ([NOTE-8]): of the text alone, never of its signatures. */
export function noteDigest(text: string): string {
  return hex(tagged('twoseal/note/1', utf8(text)));
}

/** A file's SHA-256, for what is kept beside the ledger. */
export function sha256Hex(bytes: Uint8Array): string {
  return hex(sha256(bytes));
}
