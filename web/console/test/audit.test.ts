import { language } from '@twoseal/shared';
import { afterEach, describe, expect, it } from 'vitest';
import { auditedDetail, auditedWhat } from '../src/words/records';

describe('what the audit tells', () => {
  afterEach(() => {
    language.value = 'zh';
  });

  it('is in the reader’s words, and as it is written where there are none', () => {
    language.value = 'zh';
    expect([auditedWhat('session.refused'), auditedDetail('session.wrong')]).toEqual(['登录被拒绝', '用户名或密码不对']);
    expect(auditedDetail('chengdong/zhen notary')).toBe('chengdong/zhen 公证员');
    expect(auditedDetail('离职')).toBe('离职');
    expect(auditedDetail(undefined)).toBeUndefined();
    language.value = 'en';
    expect(auditedDetail('session.code-wrong')).toBe('Wrong or used code');
    expect(auditedDetail('chengdong/zhen notary')).toBe('chengdong/zhen Notary');
    expect(auditedDetail('lost the phone yesterday')).toBe('lost the phone yesterday');
  });
});
