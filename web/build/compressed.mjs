import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TEXT = /\.(js|css|html|svg|txt)$/;
const SMALLEST = 512;

/** Writes <file>.gz beside every text of some size below the folder; the same bytes every time, for a gzip header need not hold a time. */
export function packCompressed(folder) {
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, each.name);
    if (each.isDirectory()) packCompressed(path);
    else if (TEXT.test(each.name)) {
      const bytes = readFileSync(path);
      if (bytes.length >= SMALLEST) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
    }
  }
}
