import { afterEach, describe, expect, it } from 'vitest';
import { beijing, catalogue, clauses, grouped, language, listed, said } from '../src/i18n';

const { t, both, has } = catalogue({ greet: ['你好，{name}', 'Hello, {name}'], plain: ['好', 'good'] });

afterEach(() => {
  language.value = 'zh';
});

describe('words', () => {
  it('come in the language chosen, or in both', () => {
    language.value = 'zh';
    expect(t('greet', { name: '林' })).toBe('你好，林');
    language.value = 'en';
    expect(t('greet', { name: 'Lin' })).toBe('Hello, Lin');
    expect(both('plain')).toEqual({ zh: '好', en: 'good' });
  });

  it('are parted as the language parts them', () => {
    expect(listed(['林', '何'])).toBe('林、何');
    expect(clauses(['林在', '何不在'])).toBe('林在；何不在');
    language.value = 'en';
    expect(clauses(['Lin is', 'He is not'])).toBe('Lin is; He is not');
    expect(listed(['Lin', 'He'])).toBe('Lin, He');
  });

  it('say one and many', () => {
    const { t } = catalogue({ errors: ['{n} 处错误', '{n} {n|error|errors}'] });
    expect(t('errors', { n: 2 })).toBe('2 处错误');
    language.value = 'en';
    expect(['0', '1', '1,234'].map((n) => t('errors', { n }))).toEqual(['0 errors', '1 error', '1,234 errors']);
    expect(() => t('errors')).toThrow('no n');
  });

  it('refuse to be said with a hole in them', () => {
    expect(() => t('greet')).toThrow('no name');
  });

  it('are asked for by keys that are there, and by no others', () => {
    expect(has('plain')).toBe(true);
    expect(has('toString')).toBe(false);
  });

  it('of the service fall back to Chinese where there is no English', () => {
    language.value = 'en';
    expect(said({ zh: '已封存', en: '' })).toBe('已封存');
    expect(said({ zh: '已封存', en: 'sealed' })).toBe('sealed');
  });
});

describe('times and numbers', () => {
  it('are Beijing’s, whatever this machine’s zone', () => {
    expect(beijing(Date.UTC(2027, 0, 9, 11, 30, 5))).toBe('2027-01-09 19:30');
    expect(beijing(Date.UTC(2027, 0, 9, 16, 30, 5), true)).toBe('2027-01-10 00:30:05');
  });

  it('stand in groups of three', () => {
    expect(grouped(999)).toBe('999');
    expect(grouped(6220000)).toBe('6,220,000');
    expect(grouped(9223372036854775807n)).toBe('9,223,372,036,854,775,807');
  });
});
