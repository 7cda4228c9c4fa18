// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { formatVkey, hex, isSignedBy, noteDigest, parseHex, parseVkey, readCommand, signatureLine, tagged, verify, vkey } from '../../src/keys';
import { publicKey, signer } from '../../src/keys/ed25519';
import { vectorJson, vectorText } from './vectors';

interface Notes {
  valid: { vkey: string; note: string }[];
  invalid_vkeys: { keys: string[] };
}

const notes = vectorJson<Notes>('note/signed-notes.json');

describe('[NOTE-1] signed notes', () => {
  it.each(notes.valid)('$vkey signs', ({ vkey, note }) => {
    const at = note.lastIndexOf('\n\n');
    const text = note.slice(0, at + 1);
    const lines = note.slice(at + 2).trim().split('\n');
    expect(lines.some((line) => isSignedBy(text, line, parseVkey(vkey)))).toBe(true);
    expect(lines.some((line) => isSignedBy(`${text}.`, line, parseVkey(vkey)))).toBe(false);
  });

  it('a line made here is the line that others make', async () => {
    const { valid } = vectorJson<{ valid: { seed: string; publicKey: string; message: string; signature: string }[] }>('ed25519/rfc8032.json');
    for (const { seed, publicKey: open, message, signature } of valid) {
      expect(hex(publicKey(parseHex(seed)))).toBe(open);
      const sign = await signer(parseHex(seed));
      expect(hex(await sign(parseHex(message)))).toBe(signature);
    }
  });

  it('a line names its key and holds its id before the signature', async () => {
    const seed = new Uint8Array(32).fill(7);
    const key = vkey('office/notary', 1, publicKey(seed));
    const line = await signatureLine('text\n', key, await signer(seed));
    expect(line).toMatch(/^— office\/notary [A-Za-z0-9+/]+={0,2}$/);
    expect(isSignedBy('text\n', line, key)).toBe(true);
    expect(isSignedBy('text\n', line, vkey('office/other', 1, publicKey(seed)))).toBe(false);
    expect(isSignedBy('text\n', `${line}\n`, key)).toBe(false);
    expect(isSignedBy('text\n', line.replace('—', '-'), key)).toBe(false);
  });
});

describe('[NOTE-2] vkeys', () => {
  it.each(notes.valid)('$vkey is written again as it was', ({ vkey }) => {
    expect(formatVkey(parseVkey(vkey))).toBe(vkey);
  });

  it.each([
    ...notes.invalid_vkeys.keys,
    '',
    'name',
    'a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    'PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ])('refuses %s', (text) => {
    expect(() => parseVkey(text)).toThrow(RangeError);
  });
});

describe('[NOTE-3] the one Ed25519 rule', () => {
  it('edges', () => {
    const { edges } = vectorJson<{ edges: { name: string; publicKey: string; message: string; signature: string; holds: boolean }[] }>('ed25519/edges.json');
    for (const { name, publicKey, message, signature, holds } of edges) {
      expect(verify(parseHex(publicKey), parseHex(message), parseHex(signature)), name).toBe(holds);
    }
  });

  it('none of the cases where libraries differ holds', () => {
    for (const { message, pub_key, signature } of vectorJson<{ message: string; pub_key: string; signature: string }[]>('ed25519/speccheck.json')) {
      expect(verify(parseHex(pub_key), parseHex(message), parseHex(signature))).toBe(false);
    }
  });

  it('wycheproof', () => {
    interface Group {
      publicKey: { pk: string };
      tests: { tcId: number; msg: string; sig: string; result: string }[];
    }
    for (const { publicKey, tests } of vectorJson<{ testGroups: Group[] }>('ed25519/wycheproof.json').testGroups) {
      for (const { tcId, msg, sig, result } of tests) {
        expect(verify(parseHex(publicKey.pk), parseHex(msg), parseHex(sig)), `case ${tcId}`).toBe(result === 'valid');
      }
    }
  });
});

describe('[NOTE-4] a text that is signed', () => {
  const GOOD = 'twoseal/ledger.remark/1\nid: 000102030405060708090a0b0c0d0e0f\nledger: demo.twoseal.example/ledger\ndraw: -\ndigest: -\ntext: 摇号现场已由公证员检查。\n';

  it('tells its kind, id and ledger', () => {
    expect(readCommand(GOOD)).toEqual({ kind: 'ledger.remark', id: '000102030405060708090a0b0c0d0e0f', ledger: 'demo.twoseal.example/ledger' });
  });

  it.each([
    ['without its last line feed', GOOD.slice(0, -1)],
    ['with an empty line', GOOD.replace('draw', '\ndraw')],
    ['with a carriage return', GOOD.replace(/\n/g, '\r\n')],
    ['with a mark that reorders what is read', GOOD.replace('现场', '\u202e现场')],
    ['with a mark that is not seen', GOOD.replace('现场', '现\u200e场')],
    ['with a non-character', GOOD.replace('现场', '现\u{1fffe}场')],
    ['not in NFC', GOOD.replace('现场', 'e\u0301')],
    ['of no command', GOOD.replace('twoseal/', 'other/')],
    ['of the sign-in', GOOD.replace('ledger.remark', 'sign-in')],
    ['without an id', GOOD.replace(/id: .*\n/, '')],
    ['larger than a note may be', GOOD.replace('现场', 'x'.repeat(60_000))],
  ])('%s is refused', (_, text) => {
    expect(() => readCommand(text)).toThrow(RangeError);
  });
});

describe('[BYTES-2], [NOTE-8] digests', () => {
  it('tagged', () => {
    const blocks = vectorText('bytes/tagged.txt').matchAll(/^tag: (.*)\ninput: (.*)\ndigest: (.*)$/gm);
    for (const [, tag, input, digest] of blocks) {
      expect(hex(tagged(tag!, parseHex(input === '-' ? '' : input!)))).toBe(digest);
    }
  });

  it('of a note', () => {
    expect(noteDigest('abc')).toBe('f32ed98e6b2b063be4c76a3113cde16337c8a2a677cfecd1a3713cda77da1c24');
  });
});
