import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commitment, contributionFileName, contributionText, freshContribution, parseContribution } from '../../src/draws/contribution';

const VECTORS = readFileSync(new URL('../../../../spec/vectors/seed/seed.txt', import.meta.url), 'utf8');

function vector(name: string): string {
  const found = new RegExp('^' + name + ': (.*)$', 'm').exec(VECTORS)?.[1];
  if (found === undefined) {
    throw new Error('no vector ' + name);
  }
  return found;
}

const GIVEN = {
  draw: vector('draw'),
  attempt: Number(vector('attempt')),
  contributor: vector('contributor'),
  value: vector('value'),
  nonce: vector('nonce'),
};

describe('a contribution', () => {
  it('has the commitment of spec/vectors/seed (SEED-3)', () => {
    expect(commitment(GIVEN)).toBe(vector('commitment'));
  });

  it('is fresh each time, 32 bytes each', () => {
    const one = freshContribution('R-1', 1, 'a/b');
    const other = freshContribution('R-1', 1, 'a/b');
    expect(one.value).toMatch(/^[0-9a-f]{64}$/);
    expect(one.nonce).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([one.value, one.nonce, other.value, other.nonce]).size).toBe(4);
  });

  it('is kept in the file that `twoseal contribute commit` writes', () => {
    const text = contributionText(GIVEN);
    expect(text).toBe(
      'twoseal/contribution/1\ndraw: ' +
        GIVEN.draw +
        '\nattempt: 1\ncontributor: court/dice\nvalue: ' +
        GIVEN.value +
        '\nnonce: ' +
        GIVEN.nonce +
        '\n',
    );
    expect(parseContribution(text)).toEqual(GIVEN);
    expect(parseContribution(text.replace(/\n/g, '\r\n') + ' \n')).toEqual(GIVEN);
    expect(contributionFileName(GIVEN)).toBe('D-7-1-court.dice.contribution');
  });

  it('reads the file that the command line made', () => {
    const file = readFileSync(
      new URL('../../../../e2e/src/test/resources/golden/2026-11/keys/customers.observer.contribution', import.meta.url),
      'utf8',
    );
    const read = parseContribution(file);
    expect(read?.contributor).toBe('customers/observer');
    expect(read === undefined ? '' : contributionText(read)).toBe(file);
  });

  it.each([
    ['another kind', contributionText(GIVEN).replace('contribution/1', 'contribution/2')],
    ['a value too short', contributionText({ ...GIVEN, value: '00'.repeat(15) })],
    ['a value too long', contributionText({ ...GIVEN, value: '00'.repeat(1_025) })],
    ['a nonce too short', contributionText({ ...GIVEN, nonce: '00'.repeat(31) })],
    ['upper case', contributionText({ ...GIVEN, value: 'AB'.repeat(16) })],
    ['a line more', contributionText(GIVEN) + 'x: y\n'],
    ['a line less', contributionText(GIVEN).replace(/attempt: 1\n/, '')],
    ['nothing', ''],
  ])('is not read with %s', (_, text) => {
    expect(parseContribution(text)).toBeUndefined();
  });
});
