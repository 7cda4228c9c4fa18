import { describe, expect, it } from 'vitest';
import { Api, Refusal, Unreachable, path } from '../src/api';
import { readEvents } from '../src/feed';

function answering(status: number, body: string, type = 'application/json') {
  const asked: { url: string; init: RequestInit }[] = [];
  const api = new Api((url, init) => {
    asked.push({ url: String(url), init: init ?? {} });
    return Promise.resolve(new Response(status === 204 ? null : body, { status, headers: { 'Content-Type': type } }));
  });
  return { api, asked };
}

describe('the client', () => {
  it('asks below /api/v1 and reads JSON', async () => {
    const { api, asked } = answering(200, '{"a":1}');
    expect(await api.get('/draws', { query: { limit: 20, cursor: undefined } })).toEqual({ a: 1 });
    expect(asked[0]?.url).toBe('/api/v1/draws?limit=20');
  });

  it('sends the session’s CSRF word with what changes something, and only with that', async () => {
    const { api, asked } = answering(204, '');
    api.csrf = 'word';
    await api.post('/acts', { kind: 'draw.seal' });
    await api.get('/acts');
    expect((asked[0]?.init.headers as Record<string, string>)['X-Twoseal-Csrf']).toBe('word');
    expect(asked[0]?.init.body).toBe('{"kind":"draw.seal"}');
    expect((asked[1]?.init.headers as Record<string, string>)['X-Twoseal-Csrf']).toBeUndefined();
  });

  it('sends bytes and text as they are', async () => {
    const { api, asked } = answering(204, '');
    await api.put('/draws/D-1/lists/x/content', new Uint8Array([1, 2]), { type: 'application/octet-stream' });
    expect(asked[0]?.init.body).toEqual(new Uint8Array([1, 2]));
  });

  it('tells a refusal with its reason and sentence', async () => {
    const { api } = answering(409, '{"type":"urn:twoseal:problem:draw.pressed","title":"Conflict","status":409,"detail":"已启动","next":"等待"}', 'application/problem+json');
    const refusal = await api.get('/x').catch((e: unknown) => e);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 409, reason: 'draw.pressed', message: '已启动' });
  });

  it('tells a refusal that is no problem document by its status', async () => {
    const { api } = answering(502, '<html>', 'text/html');
    expect(await api.get('/x').catch((e: unknown) => e)).toMatchObject({ reason: 'http.502' });
  });

  it('says when nothing answered, or something that is not the service', async () => {
    const silent = new Api(() => Promise.reject(new TypeError('refused')));
    expect(await silent.get('/x').catch((e: unknown) => e)).toBeInstanceOf(Unreachable);
    expect(await answering(200, '<html>').api.get('/x').catch((e: unknown) => e)).toBeInstanceOf(Unreachable);
  });

  it('encodes what stands in a path', () => {
    expect(path('/draws/{draw}/codes/{code}', { draw: 'D-1', code: 'a/b ?' })).toBe('/draws/D-1/codes/a%2Fb%20%3F');
    expect(() => path('/draws/{draw}', {})).toThrow('no draw');
  });
});

it('a stream that has ended is read whole', () => {
  const events = readEvents(': hello\n\nevent: pulse\ndata: {"a":1}\n\nevent: entry\nid: 7\ndata: {\ndata: }\n\n');
  expect(events).toEqual([
    { event: 'pulse', id: undefined, data: '{"a":1}' },
    { event: 'entry', id: '7', data: '{\n}' },
  ]);
});
