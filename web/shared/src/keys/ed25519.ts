/**
 * Ed25519 (RFC 8032). The browser's own signer holds a key that cannot be read out again; a browser without one gets a signer in
 * script. Public keys and checks are in script everywhere, so that every browser judges alike ([NOTE-3]).
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { type Bytes, concat, equal, parseHex } from './bytes';

export const SEED_BYTES = 32;
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** RFC 8410 section 7: what stands before the 32 bytes of a private key in PKCS#8. */
const PKCS8_PREFIX = parseHex('302e020100300506032b657004220420');

export type Sign = (message: Uint8Array) => Promise<Bytes>;

export function newSeed(): Bytes {
  return crypto.getRandomValues(new Uint8Array(SEED_BYTES));
}

export function publicKey(seed: Uint8Array): Bytes {
  return new Uint8Array(ed25519.getPublicKey(seed));
}

/** The private key as PKCS#8 has it. */
export function pkcs8(seed: Uint8Array): Bytes {
  return concat(PKCS8_PREFIX, seed);
}

/** The seed in PKCS#8, or nothing if it is another kind of key. */
export function seedOf(privateKeyInfo: Uint8Array): Bytes | undefined {
  const isOurs =
    privateKeyInfo.length === PKCS8_PREFIX.length + SEED_BYTES &&
    equal(privateKeyInfo.subarray(0, PKCS8_PREFIX.length), PKCS8_PREFIX);
  return isOurs ? new Uint8Array(privateKeyInfo.subarray(PKCS8_PREFIX.length)) : undefined;
}

/** Signs; keeps no seed where the browser can hold the key. */
export async function signer(seed: Uint8Array): Promise<Sign> {
  const own = new Uint8Array(seed);
  const open = publicKey(own);
  const sign = (await browsersSigner(own)) ?? (async (message) => new Uint8Array(ed25519.sign(message, own)));
  return async (message) => {
    const signature = await sign(message);
    if (!verify(open, message, signature)) {
      throw new Error('a signature of our own does not verify');
    }
    return signature;
  };
}

async function browsersSigner(seed: Bytes): Promise<Sign | undefined> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('pkcs8', pkcs8(seed), { name: 'Ed25519' }, false, ['sign']);
  } catch {
    return undefined;
  }
  return async (message) => new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, new Uint8Array(message)));
}

/** [NOTE-3]: canonical encodings of points of the prime-order subgroup, S below the order, no cofactor. */
export function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) {
    return false;
  }
  try {
    const R = signature.subarray(0, 32);
    const S = littleEndian(signature.subarray(32));
    if (!isStrictPoint(key) || !isStrictPoint(R) || S >= ed25519.Point.Fn.ORDER) {
      return false;
    }
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function isStrictPoint(encoded: Uint8Array): boolean {
  const point = ed25519.Point.fromBytes(encoded, false);
  return !point.is0() && point.isTorsionFree();
}
