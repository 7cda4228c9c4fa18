import type { Act } from '@twoseal/shared';
import { formatVkey, noteDigest, vkey } from '@twoseal/shared/keys';
import { describe, expect, it } from 'vitest';
import { isIntroduced, keyId, pieces, whatIsWrong, whyKeyDoesNotFit } from '../src/sign/exact';

const ORIGIN = 'notary.example/ledger';
const ID = '000102030405060708090a0b0c0d0e0f';
/** Any point will do where nothing is signed. */
const key = (name: string, byte: number) => vkey(name, 1, new Uint8Array(32).fill(byte));

function act(change: Partial<Act> = {}): Act {
  const text = change.text ?? `twoseal/ledger.remark/1\nid: ${ID}\nledger: ${ORIGIN}\ndraw: -\ndigest: -\ntext: 已检查\n`;
  return {
    id: ID,
    kind: 'ledger.remark',
    text,
    digest: noteDigest(text),
    summary: [],
    signers: [{ role: 'notary' }],
    mySignature: 'needed',
    state: 'open',
    begunBy: 'lin',
    begunMs: 0,
    ...change,
  };
}

describe('what is wrong with an act', () => {
  it('nothing, where text, digest, kind, id and ledger agree', () => {
    expect(whatIsWrong(act(), ORIGIN)).toBeUndefined();
  });

  it.each([
    ['another digest than the service said', act({ digest: 'a'.repeat(64) }), 'digest'],
    ['a text that was changed after its digest', act({ digest: noteDigest('x') }), 'digest'],
    ['another id', act({ id: 'f'.repeat(32) }), 'other'],
    ['another kind', act({ kind: 'draw.press' }), 'other'],
    ['characters that reorder what is read', act({ text: `twoseal/ledger.remark/1\nid: ${ID}\nledger: ${ORIGIN}\ntext: a\u202eb\n` }), 'text'],
    ['no command at all', act({ text: 'hello\n' }), 'text'],
  ])('%s', (_, wrong, why) => {
    expect(whatIsWrong(wrong, ORIGIN)).toBe(why);
  });

  it('another ledger', () => {
    expect(whatIsWrong(act(), 'other.example/ledger')).toBe('other');
  });
});

describe('whether a key fits', () => {
  const mine = key('office/lin', 1);
  const newer = key('office/lin', 2);
  const registration = act({ text: `twoseal/registry.person/1\nid: ${ID}\nledger: ${ORIGIN}\nperson: office/lin\nkey: ${formatVkey(newer)}\n` });

  it.each([
    ['the key on the ledger', mine, act(), formatVkey(mine), undefined],
    ['another person’s', key('office/zhou', 1), act(), formatVkey(mine), 'anothers'],
    ['one that was replaced', newer, act(), formatVkey(mine), 'replaced'],
    ['one that the command brings', newer, registration, undefined, undefined],
    ['one that the command brings in the place of another', newer, registration, formatVkey(mine), undefined],
  ])('%s', (_, held, of, onLedger, why) => {
    expect(whyKeyDoesNotFit(held, of, 'office/lin', onLedger)).toBe(why);
  });

  it('a key is brought only by a line of its own', () => {
    expect(isIntroduced(newer, registration.text)).toBe(true);
    expect(isIntroduced(mine, registration.text)).toBe(false);
    expect(isIntroduced(newer, `text: key: ${formatVkey(newer)}\n`)).toBe(false);
  });

  it('its id is eight digits', () => {
    expect(keyId(formatVkey(mine))).toMatch(/^[0-9a-f]{8}$/);
    expect(formatVkey(mine).split('+')[1]).toBe(keyId(formatVkey(mine)));
  });
});

describe('a line taken apart for the eye', () => {
  const digest = '0123456789abcdef'.repeat(4);
  const whole = (line: string) =>
    pieces(line)
      .map((piece) => ('plain' in piece ? piece.plain : piece.groups.join('')))
      .join('');

  it.each(['', 'id: 0001', `seal: ${digest}`, `contributor: court/witness committed ${digest} envelope 2`, `${digest}${digest}`, `${digest} ${digest}`])('is the line again: %s', (line) => {
    expect(whole(line)).toBe(line);
  });

  it('parts a digest into sixteen groups and leaves longer hex alone', () => {
    expect(pieces(`seal: ${digest}`)).toEqual([{ plain: 'seal: ' }, { groups: digest.match(/.{4}/g) }]);
    expect(pieces(`${digest}00`)).toEqual([{ plain: `${digest}00` }]);
  });
});
