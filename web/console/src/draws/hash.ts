/** SHA-256 of files of any size, read piece by piece beside the page, so that nothing freezes and nothing is held in memory. */
import type { HashReport } from './hash.worker';

export interface Hashing {
  readonly digest: Promise<string>;
  stop(): void;
}

export function hashFile(file: Blob, progress: (bytes: number) => void = () => undefined): Hashing {
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  const digest = new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<HashReport>) => {
      if (data.digest !== undefined) {
        worker.terminate();
        resolve(data.digest);
      } else if (data.error !== undefined) {
        worker.terminate();
        reject(new Error(data.error));
      } else {
        progress(data.bytes);
      }
    };
    worker.onerror = (event) => {
      worker.terminate();
      reject(new Error(event.message));
    };
    worker.postMessage(file);
  });
  return { digest, stop: () => worker.terminate() };
}
