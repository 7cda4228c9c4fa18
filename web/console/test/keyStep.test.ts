// @vitest-environment happy-dom
import { type Act, language, type Session } from '@twoseal/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import KeyStep from '../src/first/KeyStep.vue';
import { take } from '../src/session/session';
import { entering } from '../src/words/entering';
import { actOf } from './draws/fixtures';

const NEW: Session = {
  signedIn: true,
  csrf: 'x',
  needs: ['key'],
  oidc: false,
  office: { name: '公证处', origin: 'o/l', logKey: 'x' },
  account: { username: 'lin', name: '林', person: 'office/lin', role: 'notary', totp: true, keyOnLedger: false, keyFile: false, state: 'active' },
};
const WAITS: Act = { ...actOf('registry.person', [['administrator', false]], 'given', 'x\nperson: office/lin\n'), draw: undefined };

describe('a key that waits to be registered', () => {
  let app: App;
  let asked: string[] = [];

  beforeEach(() => {
    language.value = 'zh';
    asked = [];
    take(NEW);
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      asked.push(`${init?.method ?? 'GET'} ${url.replace(/^\/api\/v1/, '').replace(/\?.*$/, '')}`);
      return new Response(JSON.stringify(url.includes('/acts?') ? { items: [WAITS] } : url.includes('/session') ? NEW : { ...WAITS, state: 'withdrawn' }));
    });
    app = createApp(KeyStep);
    app.use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<i/>' } }] }));
    app.mount(document.body.appendChild(document.createElement('div')));
  });
  afterEach(() => {
    app.unmount();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  const buttons = (name: string) => [...document.querySelectorAll('button')].filter((each) => each.textContent?.trim() === name);

  it('is given up only after its consequence was read', async () => {
    await vi.waitFor(() => expect(buttons(entering.t('waitsAgain'))).toHaveLength(1));
    buttons(entering.t('waitsAgain'))[0]?.click();
    await vi.waitFor(() => expect(document.querySelector('[role=dialog]')?.textContent).toContain(entering.t('againWaiting')));
    expect(asked.filter((each) => each.startsWith('DELETE'))).toEqual([]);
    buttons(entering.t('waitsAgain')).at(-1)?.click();
    await vi.waitFor(() => expect(asked).toContain(`DELETE /acts/${WAITS.id}`));
    await vi.waitFor(() => expect(document.body.textContent).toContain(entering.t('keyLead')));
  });
});
