// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type App, createApp, nextTick } from 'vue';
import MakeKey from '../src/first/MakeKey.vue';
import { take, typedAsPassword } from '../src/session/session';
import { entering } from '../src/words/entering';

const PASSWORD = 'the password of this account';
const PASSPHRASE = 'eleven blue herons on a roof';

describe('the passphrase of a key', () => {
  let app: App;
  afterEach(() => {
    app.unmount();
    document.body.replaceChildren();
  });

  it.each(['make', 'open'])('is not the password of the account (%s)', async (way) => {
    take({
      signedIn: true,
      needs: ['key'],
      oidc: false,
      office: { name: '公证处', origin: 'o/l', logKey: 'x' },
      account: { username: 'lin', name: '林', person: 'office/lin', role: 'notary', totp: true, keyOnLedger: false, keyFile: false, state: 'active' },
    });
    typedAsPassword(PASSWORD);
    const root = document.body.appendChild(document.createElement('div'));
    app = createApp(MakeKey);
    app.mount(root);
    root.querySelector<HTMLInputElement>(`input[type=radio][value=${way}]`)?.click();
    await nextTick();
    for (const [typed, isRefused] of [
      [PASSWORD, true],
      [PASSPHRASE, false],
    ] as const) {
      for (const input of root.querySelectorAll<HTMLInputElement>('input[type=password]')) {
        input.value = typed;
        input.dispatchEvent(new Event('input'));
      }
      await vi.waitFor(() => expect(root.textContent?.includes(entering.t('weak.password'))).toBe(isRefused));
      const isWithoutFile = way === 'open';
      expect(root.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(isRefused || isWithoutFile);
    }
  });
});
