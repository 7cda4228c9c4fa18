/** A key as people write it: the C2SP vkey of [NOTE-2]. */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, base64, concat, equal, hex, parseBase64, utf8 } from './bytes';
import { PUBLIC_KEY_BYTES } from './ed25519';

/** Signs texts. */
export const ED25519 = 0x01;
/** Cosigns checkpoints (`cosignature/v1`). */
export const COSIGNATURE = 0x04;

export interface Vkey {
  name: string;
  id: Bytes;
  type: typeof ED25519 | typeof COSIGNATURE;
  publicKey: Bytes;
}

export const KEY_ID_BYTES = 4;

export function vkey(name: string, type: Vkey['type'], publicKey: Uint8Array): Vkey {
  if (!/^[^\s+]+$/u.test(name) || publicKey.length !== PUBLIC_KEY_BYTES) {
    throw new RangeError('not the name and public key of a vkey');
  }
  const typed = concat(Uint8Array.of(type), publicKey);
  const id = new Uint8Array(sha256(concat(utf8(name), Uint8Array.of(0x0a), typed)).subarray(0, KEY_ID_BYTES));
  return { name, id, type, publicKey: new Uint8Array(publicKey) };
}

export function formatVkey(key: Vkey): string {
  return `${key.name}+${hex(key.id)}+${base64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

/** Refuses whatever is not exactly a vkey of ours, with a RangeError. */
export function parseVkey(text: string): Vkey {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  if (!parts) {
    throw new RangeError('not a vkey');
  }
  const [, name, id, typed] = parts as unknown as [string, string, string, string];
  const bytes = parseBase64(typed);
  const type = bytes[0];
  if (type !== ED25519 && type !== COSIGNATURE) {
    throw new RangeError('a vkey of an unknown type');
  }
  const key = vkey(name, type, bytes.subarray(1));
  if (hex(key.id) !== id) {
    throw new RangeError('the key id is not that of the key');
  }
  return key;
}

export function isSameKey(a: Vkey, b: Vkey): boolean {
  return a.name === b.name && a.type === b.type && equal(a.publicKey, b.publicKey);
}
