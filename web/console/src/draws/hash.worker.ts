import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export interface HashReport {
  readonly bytes: number;
  readonly digest?: string;
  readonly error?: string;
}

const PIECE = 4 * 1024 * 1024;

self.onmessage = ({ data }: MessageEvent<Blob>) => {
  hash(data).catch((error: unknown) => self.postMessage({ bytes: 0, error: String(error) } satisfies HashReport));
};

async function hash(file: Blob): Promise<void> {
  const state = sha256.create();
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    state.update(piece);
    self.postMessage({ bytes: at + piece.length } satisfies HashReport);
  }
  self.postMessage({ bytes: file.size, digest: bytesToHex(state.digest()) } satisfies HashReport);
}
