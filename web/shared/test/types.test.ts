import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { typesText } from '../../build/types.mjs';

it('the types are those of spec/openapi.yaml', () => {
  expect(readFileSync(new URL('../src/types.ts', import.meta.url), 'utf8')).toBe(typesText());
});
