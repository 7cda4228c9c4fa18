// @vitest-environment happy-dom
import { type Act, language, type Session } from '@twoseal/shared';
import { noteDigest } from '@twoseal/shared/keys';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { api, take } from '../src/session/session';
import SigningDialog from '../src/sign/SigningDialog.vue';
import { pending, useSigning } from '../src/sign/useSigning';
import { signing } from '../src/words/signing';
import { actOf } from './draws/fixtures';

const OFFICE = { name: '某某公证处', origin: 'office.example/ledger', logKey: 'x' };
const OUT: Session = { signedIn: false, needs: [], office: OFFICE, oidc: false };
const IN: Session = {
  ...OUT,
  signedIn: true,
  csrf: 'token',
  account: { username: 'lin', name: '林', person: 'office/notary', role: 'notary', totp: true, keyOnLedger: true, keyFile: true, state: 'active' },
};
const PRESS = actOf('draw.press', [['organiser', true], ['notary', false]], 'needed');
const ACT: Act = { ...PRESS, digest: noteDigest(PRESS.text) };
const PAGE = { template: '<i/>' };

describe('a session that ends while an act is before its signer', () => {
  let app: App;
  let router: Router;
  let answers: Response[] = [];

  beforeEach(async () => {
    language.value = 'zh';
    take(IN);
    answers = [];
    vi.stubGlobal('fetch', async () => answers.shift() ?? new Response(null, { status: 500 }));
    router = createRouter({
      history: createMemoryHistory(),
      routes: [
        { path: '/sign-in', name: 'sign-in', component: PAGE, meta: { open: true } },
        { path: '/draws/:draw', component: PAGE, meta: { open: true } },
        { path: '/', component: PAGE },
      ],
    });
    await router.push('/draws/D-7?attempt=1#press');
    app = createApp(SigningDialog);
    app.use(router);
    app.mount(document.body.appendChild(document.createElement('div')));
  });
  afterEach(() => {
    pending.value = undefined;
    app.unmount();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
    take(OUT);
    language.value = 'zh';
  });

  async function ended(): Promise<Promise<Act>> {
    const signed = useSigning().sign(ACT);
    await vi.waitFor(() => expect(document.querySelector('.signing-foot')?.textContent).toContain(signing.t('passphrase')));
    answers.push(new Response('{"type":"urn:twoseal:problem:session.none","title":"x","status":401}', { status: 401 }));
    await api.get('/acts').catch(() => undefined);
    await nextTick();
    return signed;
  }

  const button = (name: string) => [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === name);

  it('is told in the dialog, and the way leads back to the same act', async () => {
    const signed = ended();
    await vi.waitFor(() => expect(document.querySelector('.signing-foot')?.textContent).toContain(signing.t('signedOut')));
    expect(button(signing.t('sign'))?.disabled).toBe(true);
    button(signing.t('signInAgain'))?.click();
    expect((await signed).state).toBe('open');
    await vi.waitFor(() => expect(router.currentRoute.value.name).toBe('sign-in'));
    const to = router.currentRoute.value.query.to as string;
    expect(to).toBe(`/draws/D-7?attempt=1&act=${ACT.id}#press`);

    take(IN);
    answers.push(new Response(JSON.stringify(ACT)));
    await router.replace(to);
    await vi.waitFor(() => expect(pending.value?.act.id).toBe(ACT.id));
    expect(router.currentRoute.value.fullPath).toBe('/draws/D-7?attempt=1#press');
  });

  it('leaves a page that is not open to all with the dialog', async () => {
    await router.push('/');
    const signed = ended();
    await vi.waitFor(() => expect(button(signing.t('signInAgain'))).toBeDefined());
    button(signing.t('notNow'))?.click();
    await signed;
    await vi.waitFor(() => expect(router.currentRoute.value.fullPath).toBe('/sign-in?to=/&ended=1'));
  });
});
