/** A ledger's receipt (C2SP tlog-proof, [LOG-3] to [LOG-6]): that an entry stands where it says, in a log whose key signed its head. */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, concat, equal, parseBase64, prefixed, utf8 } from './bytes';
import { isSignedBy } from './note';
import { parseVkey } from './vkey';

const HEADER = 'c2sp.org/tlog-proof@v1';
const NUMBER = '(0|[1-9][0-9]{0,15})';

export interface TlogProof {
  index: number;
  hashes: Bytes[];
  /** The signed note of the log's head, text and signature lines. */
  checkpoint: string;
}

export interface LogEntry {
  index: number;
  timeMs: number;
  /** The whole command note with its signature lines. */
  command: string;
  outcome: string;
}

/**
 * The size of the log that the receipt shows the entry to be in.
 *
 * @param logKey the log's vkey, whose name is the log's origin
 * @throws RangeError if anything does not hold
 */
export function provenSize(receipt: string, entry: LogEntry, logKey: string): number {
  const proof = parseTlogProof(receipt);
  const head = readCheckpoint(proof.checkpoint, logKey);
  if (proof.index !== entry.index) {
    throw new RangeError('a receipt of another entry');
  }
  if (!equal(rootOf(leafOf(entry), proof.index, head.size, proof.hashes), head.root)) {
    throw new RangeError('the path does not lead to the root');
  }
  return head.size;
}

export function parseTlogProof(text: string): TlogProof {
  const parts = new RegExp(`^${HEADER}\\n(?:extra ([^\\n]*)\\n)?index ${NUMBER}\\n((?:[^\\n]+\\n)*)\\n([^]+)$`).exec(text);
  if (!parts) {
    throw new RangeError('not a tlog-proof');
  }
  parseBase64(parts[1] ?? '');
  const hashes = (parts[3] ?? '').split('\n').slice(0, -1).map(parseBase64);
  if (hashes.some((hash) => hash.length !== 32)) {
    throw new RangeError('a hash that is not 32 bytes');
  }
  return { index: Number(parts[2]), hashes, checkpoint: parts[4] ?? '' };
}

/** [LOG-5]: origin, size, root, signed by the log's key; whatever else signed is not asked here. */
function readCheckpoint(note: string, logKey: string): { size: number; root: Bytes } {
  const key = parseVkey(logKey);
  const at = note.lastIndexOf('\n\n');
  const text = note.slice(0, at + 1);
  const lines = note.slice(at + 2).split('\n');
  const parts = new RegExp(`^(\\S+)\\n${NUMBER}\\n(\\S+)\\n$`).exec(text);
  if (at < 0 || !parts || parts[1] !== key.name || !lines.some((line) => isSignedBy(text, line, key))) {
    throw new RangeError('not a checkpoint of this log');
  }
  return { size: Number(parts[2]), root: parseBase64(parts[3] ?? '') };
}

function leafOf(entry: LogEntry): Bytes {
  const position = concat(be64(entry.index), be64(entry.timeMs));
  return hash(0x00, prefixed(position), prefixed(utf8(entry.command)), prefixed(utf8(entry.outcome)));
}

/** RFC 9162 section 2.1.3.2 */
function rootOf(leaf: Bytes, index: number, size: number, path: Bytes[]): Bytes {
  if (index >= size) {
    throw new RangeError('an entry beyond the head');
  }
  let [fn, sn, root] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (sn === 0) {
      throw new RangeError('a path that is too long');
    }
    if (fn % 2 === 1 || fn === sn) {
      root = hash(0x01, sibling, root);
      while (fn % 2 === 0 && fn !== 0) {
        [fn, sn] = [fn / 2, Math.floor(sn / 2)];
      }
    } else {
      root = hash(0x01, root, sibling);
    }
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  if (sn !== 0) {
    throw new RangeError('a path that is too short');
  }
  return root;
}

function hash(prefix: number, ...parts: Uint8Array[]): Bytes {
  return new Uint8Array(sha256(concat(Uint8Array.of(prefix), ...parts)));
}

function be64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
