// @vitest-environment node
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { type LogEntry, base64, concat, formatVkey, parseTlogProof, prefixed, provenSize, signatureLine, utf8, vkey } from '../../src/keys';
import { publicKey, signer } from '../../src/keys/ed25519';
import { vectorJson } from './vectors';

describe('tlog-proof', () => {
  const { valid, invalid } = vectorJson<{ valid: { index: number; hashes: string[]; checkpoint: string; text: string }[]; invalid: string[] }>(
    'tlog-proof/tlog-proof.json',
  );

  it.each(valid)('of entry $index', ({ index, hashes, checkpoint, text }) => {
    const proof = parseTlogProof(text);
    expect(proof.index).toBe(index);
    expect(proof.hashes.map(base64)).toEqual(hashes);
    expect(proof.checkpoint).toBe(checkpoint);
  });

  it.each(invalid)('refuses %j', (text) => {
    expect(() => parseTlogProof(text)).toThrow(RangeError);
  });
});

/** A log of our own, as RFC 6962 builds it. */
const ORIGIN = 'log.example/ledger';
const SEED = new Uint8Array(32).fill(3);
const KEY = vkey(ORIGIN, 1, publicKey(SEED));

const hash = (prefix: number, ...parts: Uint8Array[]) => new Uint8Array(sha256(concat(Uint8Array.of(prefix), ...parts)));

function be64(value: number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

const entryAt = (index: number): LogEntry => ({ index, timeMs: 1_800_000_000_000 + index, command: `命令 ${index}\n`, outcome: 'twoseal/accepted/1\n' });
const leafOf = (entry: LogEntry) =>
  hash(0, prefixed(concat(be64(entry.index), be64(entry.timeMs))), prefixed(utf8(entry.command)), prefixed(utf8(entry.outcome)));
const split = (n: number) => 2 ** Math.floor(Math.log2(n - 1));

function root(leaves: Uint8Array[]): Uint8Array {
  return leaves.length === 1 ? leaves[0]! : hash(1, root(leaves.slice(0, split(leaves.length))), root(leaves.slice(split(leaves.length))));
}

function path(index: number, leaves: Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k ? [...path(index, leaves.slice(0, k)), root(leaves.slice(k))] : [...path(index - k, leaves.slice(k)), root(leaves.slice(0, k))];
}

async function receiptOf(index: number, size: number): Promise<string> {
  const leaves = Array.from({ length: size }, (_, at) => leafOf(entryAt(at)));
  const head = `${ORIGIN}\n${size}\n${base64(root(leaves))}\n`;
  const hashes = path(index, leaves).map((each) => `${base64(each)}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.join('')}\n${head}\n${await signatureLine(head, KEY, await signer(SEED))}\n`;
}

describe('[LOG-3] to [LOG-6] a receipt', () => {
  it('shows every entry of logs of every small size', { timeout: 60_000 }, async () => {
    for (let size = 1; size <= 9; size++) {
      for (let index = 0; index < size; index++) {
        expect(provenSize(await receiptOf(index, size), entryAt(index), formatVkey(KEY))).toBe(size);
      }
    }
  });

  it('shows no other entry, no changed one, under no other key', async () => {
    const receipt = await receiptOf(5, 11);
    const refuses = (text: string, entry: LogEntry, key = formatVkey(KEY)) => expect(() => provenSize(text, entry, key)).toThrow(RangeError);
    refuses(receipt, entryAt(6));
    refuses(receipt, { ...entryAt(5), command: 'another\n' });
    refuses(receipt, { ...entryAt(5), timeMs: 1 });
    refuses(receipt, { ...entryAt(5), outcome: 'twoseal/refused/1\n' });
    refuses(receipt, entryAt(5), formatVkey(vkey(ORIGIN, 1, publicKey(new Uint8Array(32).fill(4)))));
    refuses(receipt.replace(`${ORIGIN}\n11`, `${ORIGIN}\n12`), entryAt(5));
    refuses(receipt.replace(/index 5\n[^\n]+\n/, 'index 5\n'), entryAt(5));
    refuses(receipt.slice(0, receipt.indexOf('—')), entryAt(5));
  });
});
