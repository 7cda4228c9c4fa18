import { expect, it } from 'vitest';
import { csvText } from '../src/parts/csv';

it('a table is written as RFC 4180 has it, with a mark for office programs', () => {
  expect(csvText(['a', '名'], [[1, 'x,y'], [undefined, 'say "hi"\n']])).toBe('\ufeffa,名\r\n1,"x,y"\r\n,"say ""hi""\n"\r\n');
});

it('no cell becomes a formula', () => {
  expect(csvText(['h'], [['=1+1'], ['@x'], ['-1'], ['-x'], ['+1']])).toBe("\ufeffh\r\n'=1+1\r\n'@x\r\n-1\r\n'-x\r\n'+1\r\n");
});
