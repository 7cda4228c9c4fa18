import { expect, it } from 'vitest';
import { digestGroups, fingerprint, shortDigest } from '../src/digest';

const C = '0123456789abcdef'.repeat(4);

it('a digest is shown in groups of four', () => {
  expect(digestGroups(C)).toHaveLength(16);
  expect(digestGroups(C).join('')).toBe(C);
});

it('the fingerprint is the first eight groups', () => {
  expect(fingerprint(C)).toBe('0123 4567 89ab cdef 0123 4567 89ab cdef');
});

it('a short digest is its beginning, and nothing is an empty one', () => {
  expect(shortDigest(C)).toBe('0123 4567');
  expect(digestGroups('')).toEqual([]);
});
