import { Refusal, type Session } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as session from '../src/session/session';
import { useTask } from '../src/session/task';
import { OPEN_MS, closeKey, leaveOpen, opened } from '../src/sign/keyring';

const OFFICE = { name: '某某公证处', origin: 'notary.example/ledger', logKey: 'x' };
const OUT: Session = { signedIn: false, needs: [], office: OFFICE, oidc: false };
const IN: Session = {
  ...OUT,
  signedIn: true,
  csrf: 'token-of-this-session',
  account: { username: 'lin', name: '林', person: 'office/lin', role: 'notary', totp: true, keyOnLedger: true, keyFile: false, state: 'active' },
};

/** What the service answers next, and what it was asked. */
const asked: { url: string; init: RequestInit | undefined }[] = [];
let answers: Response[] = [];

function answer(status: number, body?: unknown) {
  answers.push(new Response(body === undefined ? null : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }));
}

beforeEach(() => {
  asked.length = 0;
  answers = [];
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, init });
    return answers.shift() ?? new Response(null, { status: 500 });
  });
});
afterEach(() => {
  closeKey();
  session.take(OUT);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the session', () => {
  it('sends its token with whatever changes something, and with nothing else', async () => {
    answer(200, IN);
    await session.signIn({ username: 'lin', password: 'p' });
    answer(200, {});
    await session.api.get('/acts');
    answer(204);
    await session.api.put('/session/password', {});
    const tokens = asked.map(({ init }) => (init?.headers as Record<string, string>)['X-Twoseal-Csrf']);
    expect(tokens).toEqual([undefined, undefined, 'token-of-this-session']);
    expect(session.hasRole('notary', 'administrator')).toBe(true);
    expect(session.hasRole('administrator')).toBe(false);
  });

  it('keeps what was typed only while there are first steps', async () => {
    answer(200, { ...IN, needs: ['password', 'key'] });
    await session.signIn({ username: 'lin', password: 'one-time' });
    expect(session.passwordOfFirstSignIn()).toBe('one-time');
    session.forgetPassword();
    expect(session.passwordOfFirstSignIn()).toBeUndefined();
    answer(200, IN);
    await session.signIn({ username: 'lin', password: 'p' });
    expect(session.passwordOfFirstSignIn()).toBeUndefined();
  });

  it('knows a password again, to refuse it as a passphrase, until it ends', async () => {
    answer(200, { ...IN, needs: ['password', 'key'] });
    await session.signIn({ username: 'lin', password: 'one-time' });
    session.typedAsPassword('the new password');
    session.forgetPassword();
    expect(['one-time', 'the new password', 'another'].map(session.isPassword)).toEqual([true, true, false]);
    answer(401, { type: 'urn:twoseal:problem:session.none', title: '', status: 401 });
    await expect(session.api.get('/acts')).rejects.toThrow(Refusal);
    expect(session.isPassword('the new password')).toBe(false);
  });

  it('ends where the service does not know it any more: page, token and opened key', async () => {
    session.take(IN);
    leaveOpen({ key: {} as never, sign: async () => new Uint8Array() });
    const ended = vi.fn();
    session.whenSessionEnds(ended);
    answer(401, { type: 'urn:twoseal:problem:session.none', title: '', status: 401 });
    await expect(session.api.get('/acts')).rejects.toThrow(Refusal);
    expect(ended).toHaveBeenCalledOnce();
    expect(session.session.value?.signedIn).toBe(false);
    expect(session.api.csrf).toBeUndefined();
    expect(opened.value).toBeUndefined();
    expect(session.office.value).toEqual(OFFICE);
  });

  it('a wrong password ends nothing', async () => {
    session.take(OUT);
    const ended = vi.fn();
    session.whenSessionEnds(ended);
    answer(401, { type: 'urn:twoseal:problem:session.code-needed', title: '', status: 401 });
    const refused = await session.signIn({ username: 'lin', password: 'x' }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(Refusal);
    expect(session.asksForCode(refused as Refusal)).toBe(true);
    expect(ended).not.toHaveBeenCalled();
  });
});

describe('an opened key', () => {
  it('closes by itself after its time', () => {
    vi.useFakeTimers();
    leaveOpen({ key: {} as never, sign: async () => new Uint8Array() });
    vi.advanceTimersByTime(OPEN_MS - 1);
    expect(opened.value).toBeDefined();
    vi.advanceTimersByTime(1);
    expect(opened.value).toBeUndefined();
  });
});

describe('a task', () => {
  it('runs once at a time and keeps what went wrong', async () => {
    const { busy, trouble, run } = useTask();
    let finish = () => {};
    const first = run(() => new Promise<number>((resolve) => (finish = () => resolve(1))));
    expect(busy.value).toBe(true);
    expect(await run(async () => 2)).toBeUndefined();
    finish();
    expect(await first).toBe(1);
    const wrong = new Error('wrong');
    expect(await run(() => Promise.reject(wrong))).toBeUndefined();
    expect(trouble.value).toBe(wrong);
    expect(busy.value).toBe(false);
    await run(async () => 3);
    expect(trouble.value).toBeUndefined();
  });
});
