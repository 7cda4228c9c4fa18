/** Looks, before anybody signs, whether the text on the screen is what it is said to be. */
import { type Act, digestGroups } from '@twoseal/shared';
import { type CommandText, formatVkey, type Vkey, noteDigest, parseVkey, readCommand } from '@twoseal/shared/keys';

export type Wrong = 'digest' | 'text' | 'other';

/** Why this act must not be signed, or nothing: the digest is computed here, from the very text that is shown and signed. */
export function whatIsWrong(act: Act, origin: string): Wrong | undefined {
  if (noteDigest(act.text) !== act.digest) {
    return 'digest';
  }
  let command: CommandText;
  try {
    command = readCommand(act.text);
  } catch {
    return 'text';
  }
  return command.id === act.id && command.kind === act.kind && command.ledger === origin ? undefined : 'other';
}

/** Why a key is not the one to sign this with, or nothing. */
export function whyKeyDoesNotFit(
  key: Vkey,
  act: Act,
  person: string,
  keyOnLedger: string | undefined,
): 'anothers' | 'replaced' | undefined {
  if (key.name !== person) {
    return 'anothers';
  }
  const isNew = isIntroduced(key, act.text);
  const isCurrent = keyOnLedger !== undefined && formatVkey(key) === keyOnLedger;
  return isNew || isCurrent || keyOnLedger === undefined ? undefined : 'replaced';
}

/** Whether the command itself brings this key onto the ledger. */
export function isIntroduced(key: Vkey, text: string): boolean {
  return text.split('\n').includes(`key: ${formatVkey(key)}`);
}

/** The key id, as people compare it. */
export function keyId(vkey: string): string {
  return Array.from(parseVkey(vkey).id, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A piece of a line: plain, or a digest in its groups. */
export type Piece = { plain: string } | { groups: string[] };

const DIGEST = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g;

/** A line of the text, taken apart only for the eye: joined again it is the line. */
export function pieces(line: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(DIGEST)) {
    if (match.index > at) {
      found.push({ plain: line.slice(at, match.index) });
    }
    found.push({ groups: digestGroups(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < line.length || found.length === 0) {
    found.push({ plain: line.slice(at) });
  }
  return found;
}
