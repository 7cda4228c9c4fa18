/** Signed notes ([NOTE-1]): a text, and lines that sign exactly that text. */
import { base64, concat, equal, parseBase64, utf8 } from './bytes';
import { type Sign, SIGNATURE_BYTES, verify } from './ed25519';
import { ED25519, KEY_ID_BYTES, type Vkey } from './vkey';

/** [NOTE-7] */
export const NOTE_BYTES_MAX = 60_000;

/** What [NOTE-4] keeps out of a command's text: controls, marks that hide or reorder what is read, half surrogates, non-characters. */
const FORBIDDEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff]|[\u{fffe}\u{ffff}\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;

export interface CommandText {
  kind: string;
  id: string;
  ledger: string;
}

/**
 * The head of a command's text, after looking that what is on the screen is all there is: nothing in it hides or reorders what
 * is read, and it begins as [NOTE-4] and [NOTE-5] say. Whether its fields make sense is for the rules.
 *
 * @throws RangeError if it is not the text of a command
 */
export function readCommand(text: string): CommandText {
  const lines = text.split('\n');
  const kind = /^twoseal\/([a-z]+\.[a-z-]+)\/[1-9][0-9]*$/.exec(lines[0] ?? '')?.[1];
  const id = /^id: ([0-9a-f]{32})$/.exec(lines[1] ?? '')?.[1];
  const ledger = /^ledger: (\S+)$/.exec(lines[2] ?? '')?.[1];
  const isWhole = lines.pop() === '' && lines.every((line) => line !== '') && text === text.normalize('NFC');
  if (!kind || !id || !ledger || !isWhole || FORBIDDEN.test(text) || utf8(text).length > NOTE_BYTES_MAX) {
    throw new RangeError('not the text of a command');
  }
  return { kind, id, ledger };
}

/** One signature line, without line feed. */
export async function signatureLine(text: string, key: Vkey, sign: Sign): Promise<string> {
  return `— ${key.name} ${base64(concat(key.id, await sign(utf8(text))))}`;
}

/** Whether a line signs this text under this key; lines of others are simply not this key's. */
export function isSignedBy(text: string, line: string, key: Vkey): boolean {
  const parts = /^— (\S+) (\S+)$/u.exec(line);
  if (!parts || parts[1] !== key.name || key.type !== ED25519) {
    return false;
  }
  let bytes: Uint8Array;
  try {
    bytes = parseBase64(parts[2] ?? '');
  } catch {
    return false;
  }
  return (
    bytes.length === KEY_ID_BYTES + SIGNATURE_BYTES &&
    equal(bytes.subarray(0, KEY_ID_BYTES), key.id) &&
    verify(key.publicKey, utf8(text), bytes.subarray(KEY_ID_BYTES))
  );
}
