/**
 * A person's private keys in a file (PKCS#12) under a passphrase; the same files as the program's `keys new`. The name in the
 * certificate is the person's; a witness has a second key for cosignatures under the alias `name+cosignature`.
 */
import { type Bytes, utf8 } from './bytes';
import { type Sign, newSeed, publicKey, signer } from './ed25519';
import { ROUNDS, type Store, Unopened, openStore, writeStore } from './pkcs12';
import { COSIGNATURE, ED25519, type Vkey, vkey } from './vkey';

const COSIGNATURE_ALIAS = '+cosignature';

/** The most bytes of a key file that are read. */
export const KEY_FILE_BYTES_MAX = 65_536;

export const PASSPHRASE_CHARACTERS_MIN = 12;

/** An opened key; closing the page is the end of it. */
export interface OpenKey {
  key: Vkey;
  sign: Sign;
  /** The second key of a witness. */
  cosignKey?: Vkey;
}

/** @throws Unopened with what is wrong */
export async function openKeyFile(file: Uint8Array, passphrase: string): Promise<OpenKey> {
  if (file.length > KEY_FILE_BYTES_MAX) {
    throw new Unopened('not-a-key-file');
  }
  return opened(await openStore(file, passphrase));
}

/** Makes fresh keys, and the file that holds them under the passphrase. */
export async function newKeyFile(
  name: string,
  passphrase: string,
  options: { withCosigner?: boolean; rounds?: number } = {},
): Promise<{ file: Bytes; open: OpenKey }> {
  if (whyPassphraseIsWeak(passphrase, name)) {
    throw new RangeError('a passphrase that is too weak to be taken');
  }
  const seeds = new Map([[name, newSeed()]]);
  if (options.withCosigner) {
    seeds.set(name + COSIGNATURE_ALIAS, newSeed());
  }
  const store = { name, seeds };
  const file = await writeStore(store, passphrase, options.rounds ?? ROUNDS);
  // What cannot be opened again must not leave this page.
  const open = await openKeyFile(file, passphrase);
  return { file, open };
}

/** Why a passphrase is not taken, or nothing if it is. */
export function whyPassphraseIsWeak(
  passphrase: string,
  name: string,
): 'short' | 'repeats' | 'name' | undefined {
  if (Array.from(passphrase).length < PASSPHRASE_CHARACTERS_MIN) {
    return 'short';
  }
  if (new Set(passphrase.toLowerCase()).size < 6) {
    return 'repeats';
  }
  const parts = name.split('/').filter((part) => part.length > 3);
  const rest = parts.reduce((left, part) => left.split(part).join(''), passphrase.toLowerCase());
  return rest.length < PASSPHRASE_CHARACTERS_MIN / 2 ? 'name' : undefined;
}

async function opened(store: Store): Promise<OpenKey> {
  // The JDK writes aliases in small letters.
  const byAlias = new Map(Array.from(store.seeds, ([alias, seed]) => [alias.toLowerCase(), seed]));
  const seed = byAlias.get(store.name.toLowerCase());
  const cosignSeed = byAlias.get((store.name + COSIGNATURE_ALIAS).toLowerCase());
  if (!seed || utf8(store.name).length === 0) {
    throw new Unopened('not-a-key-file');
  }
  const open: OpenKey = { key: vkey(store.name, ED25519, publicKey(seed)), sign: await signer(seed) };
  if (cosignSeed) {
    open.cosignKey = vkey(store.name, COSIGNATURE, publicKey(cosignSeed));
  }
  store.seeds.forEach((bytes) => bytes.fill(0));
  return open;
}
