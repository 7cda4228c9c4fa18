import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, hex, sha256, tagged, utf8 } from '../src/bytes';
import { BadProof, checkListProof, checkShakeProof, entryCode, shakeOf } from '../src/proof';

const VECTORS = new URL('../../../spec/vectors/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, VECTORS), 'utf8');
const proofs = readdirSync(new URL('list/', VECTORS)).filter((name) => name.includes('-proof-'));

describe('SHA-256', () => {
  it('is the standard’s', () => {
    expect(hex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is that of another implementation at every length around a block’s end', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = randomBytes(length);
      expect(hex(sha256(bytes)), `${length}: ${bytes.toString('hex')}`).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('is tagged as BYTES-2 says', () => {
    expect(read('bytes/tagged.txt')).toContain(hex(tagged('twoseal/note/1', utf8('abc'))));
  });
});

describe('list proofs (LIST-9, LIST-13)', () => {
  it.each(proofs.filter((name) => name.startsWith('valid-')))('%s holds', (name) => {
    expect(checkListProof(read(`list/${name}`)).draw).toBe('D-1');
  });

  it.each(proofs.filter((name) => name.startsWith('invalid-')))('%s is refused', (name) => {
    expect(() => checkListProof(read(`list/${name}`))).toThrow(BadProof);
  });

  it('says what it proves', () => {
    const proof = checkListProof(read('list/valid-proof-entrant.txt'));
    expect(proof).toMatchObject({ number: 5, group: '无房家庭', weight: 1n, seats: 1, start: 8n, entries: 6, tickets: 15n, name: '王** *0004' });
  });

  it('refuses every proof that is changed in one place', () => {
    const text = read('list/valid-proof-public.txt');
    for (let i = text.indexOf('list-root'); i < text.indexOf('name: -'); i++) {
      const changed = `${text.slice(0, i)}${text[i] === '1' ? '2' : '1'}${text.slice(i + 1)}`;
      expect(() => checkListProof(changed), changed).toThrow();
    }
  });
});

describe('shakes (SEED-10, SEED-11)', () => {
  const lines = new Map(
    read('seed/shakes.txt')
      .split('\n')
      .filter((line) => /^[a-z0-9-]+: /.test(line))
      .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)] as const),
  );
  const of = (name: string) => lines.get(name) as string;

  it('a shake is made as the vector’s', () => {
    expect(shakeOf(of('draw'), Number(of('attempt')), fromHex(of('random')), fromHex(of('sensors')))).toBe(of('shake'));
  });

  it('its proof holds and names X', () => {
    const proof = checkShakeProof(of('proof').replace(/\\n/g, '\n'));
    expect(proof).toMatchObject({ draw: 'D-7', attempt: 1, batch: 3, index: 4, x: of('x-of-first-4') });
  });

  it('a changed one is refused', () => {
    expect(() => checkShakeProof(of('proof').replace(/\\n/g, '\n').replace('index: 4', 'index: 3'))).toThrow(BadProof);
    expect(() => checkShakeProof(of('proof').replace(/\\n/g, '\n').replace('batch: 3', 'batch: 2'))).toThrow(BadProof);
  });
});

describe('entry codes (LIST-11)', () => {
  it('are read as people type them', () => {
    const [code, ...typed] = read('list/valid-codes-as-typed.txt')
      .split('\n')
      .filter((line) => /^(code|typed): /.test(line))
      .map((line) => line.slice(line.indexOf(': ') + 2));
    for (const each of typed) expect(entryCode(each), each).toBe(code);
  });

  it.each(readdirSync(new URL('list/', VECTORS)).filter((name) => name.startsWith('invalid-code-')))('%s is refused', (name) => {
    const typed = read(`list/${name}`).split('\n').filter((line) => !line.startsWith('SOURCE'))[0] ?? '';
    expect(entryCode(typed.replace(/^\w+: /, ''))).toBeUndefined();
  });
});
