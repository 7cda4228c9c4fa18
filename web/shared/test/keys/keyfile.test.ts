// @vitest-environment node
import { describe, expect, it } from 'vitest';
import {
  KEY_FILE_BYTES_MAX,
  PASSPHRASE_CHARACTERS_MIN,
  Unopened,
  formatVkey,
  isSignedBy,
  newKeyFile,
  openKeyFile,
  signatureLine,
  whyPassphraseIsWeak,
} from '../../src/keys';
import { vectorBytes, vectorJson } from './vectors';

interface Vector {
  file: string;
  passphrase: string;
  key: string;
  cosignKey?: string;
}

const SLOW_MS = 60_000;
/** Few rounds: what is tested here is the form. */
const ROUNDS = 10;
const PASSPHRASE = 'a good long passphrase';

async function whyNot(file: Uint8Array, passphrase: string): Promise<string> {
  try {
    await openKeyFile(file, passphrase);
    return 'opened';
  } catch (unopened) {
    if (!(unopened instanceof Unopened)) throw unopened;
    return unopened.why;
  }
}

describe('files of the program and of the console', () => {
  const { valid } = vectorJson<{ valid: Vector[] }>('keys/keys.json');

  it.each(valid)('$file opens', { timeout: SLOW_MS }, async ({ file, passphrase, key, cosignKey }) => {
    const open = await openKeyFile(vectorBytes(`keys/${file}`), passphrase);
    expect(formatVkey(open.key)).toBe(key);
    expect(open.cosignKey && formatVkey(open.cosignKey)).toBe(cosignKey);
    const text = 'a text\n';
    expect(isSignedBy(text, await signatureLine(text, open.key, open.sign), open.key)).toBe(true);
  });
});

describe('a file made here', () => {
  it('opens with its passphrase and with no other', async () => {
    const { file, open } = await newKeyFile('office/notary', PASSPHRASE, { rounds: ROUNDS });
    expect(formatVkey((await openKeyFile(file, PASSPHRASE)).key)).toBe(formatVkey(open.key));
    expect(open.key.name).toBe('office/notary');
    expect(open.cosignKey).toBeUndefined();
    expect(await whyNot(file, 'a good long passphrasE')).toBe('passphrase');
    expect(await whyNot(file, '')).toBe('passphrase');
  });

  it('holds a second key for a witness', async () => {
    const { open } = await newKeyFile('court/witness', PASSPHRASE, { rounds: ROUNDS, withCosigner: true });
    expect(open.cosignKey?.name).toBe('court/witness');
    expect(open.cosignKey?.type).toBe(4);
    expect(open.cosignKey?.publicKey).not.toEqual(open.key.publicKey);
  });

  it('is another one each time', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => newKeyFile('office/notary', PASSPHRASE, { rounds: ROUNDS })));
    expect(formatVkey(a!.open.key)).not.toBe(formatVkey(b!.open.key));
  });

  it('never opens as another key, whichever byte is changed', { timeout: SLOW_MS }, async () => {
    const { file, open } = await newKeyFile('office/notary', PASSPHRASE, { rounds: ROUNDS });
    let opened = 0;
    for (let at = 0; at < file.length; at++) {
      const changed = file.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      if ((await whyNot(changed, PASSPHRASE)) === 'opened') {
        opened++;
        expect(formatVkey((await openKeyFile(changed, PASSPHRASE)).key), `byte ${at}`).toBe(formatVkey(open.key));
      }
    }
    // Outside what the MAC covers, a few tags may be spelt otherwise.
    expect(opened).toBeLessThan(10);
  });

  it('is known as damaged where its passphrase opens the key and the rest does not hold', async () => {
    const { file } = await newKeyFile('office/notary', PASSPHRASE, { rounds: ROUNDS });
    const text = Array.from(file, (byte) => String.fromCharCode(byte)).join('');
    const changed = file.slice();
    // The last of the certificate's name: only the MAC covers it.
    const at = text.lastIndexOf('office/notary') + 'office/notary'.length - 1;
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    expect(await whyNot(changed, PASSPHRASE)).toBe('damaged');
  });

  it('cut off is no key file', async () => {
    const { file } = await newKeyFile('office/notary', PASSPHRASE, { rounds: ROUNDS });
    for (const length of [0, 1, 2, 40, file.length - 1]) {
      expect(await whyNot(file.subarray(0, length), PASSPHRASE)).toBe('not-a-key-file');
    }
  });
});

describe('what is no key file', () => {
  it.each([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ['a sequence of nothing', Uint8Array.of(0x30, 0x00)],
    ['a text', new TextEncoder().encode('-----BEGIN PRIVATE KEY-----\n')],
    ['too large', new Uint8Array(KEY_FILE_BYTES_MAX + 1)],
  ])('%s', async (_, bytes) => {
    expect(await whyNot(bytes, PASSPHRASE)).toBe('not-a-key-file');
  });
});

describe('a passphrase', () => {
  it.each([
    ['', 'short'],
    ['a'.repeat(PASSPHRASE_CHARACTERS_MIN - 1), 'short'],
    ['aaaaaaaaaaaaaaaa', 'repeats'],
    ['abababababababab', 'repeats'],
    ['office/notary', 'name'],
    ['Office/Notary1', 'name'],
    ['correct horse battery', undefined],
    ['正直的马与电池正确钉书针', undefined],
  ])('%s: %s', (passphrase, why) => {
    expect(whyPassphraseIsWeak(passphrase, 'office/notary')).toBe(why);
  });

  it('that is weak makes no file', async () => {
    await expect(newKeyFile('office/notary', 'short', { rounds: ROUNDS })).rejects.toThrow(RangeError);
  });
});
