/** How a page has something signed: it hands the act over, the dialog does the rest. */
import { type Act, type NewAct, path } from '@twoseal/shared';
import type { OpenKey } from '@twoseal/shared/keys';
import { shallowRef } from 'vue';
import { api } from '../session/session';

export interface SigningOptions {
  /** Keys that are open already and sign in this order, such as one that was made a moment ago. */
  keys?: OpenKey[];
}

export interface Pending extends SigningOptions {
  act: Act;
  done: (act: Act) => void;
}

/** What lies before the signer now; the dialog in App.vue shows it. */
export const pending = shallowRef<Pending>();

export function useSigning() {
  return { sign, begin };
}

/**
 * Shows the act's exact text and lets the signed-in person sign it. Answers when the dialog is closed, with the act as it then
 * stands: signed or not, entered with its receipt or still open.
 */
function sign(act: Act, options: SigningOptions = {}): Promise<Act> {
  pending.value?.done(pending.value.act);
  return new Promise((resolve) => {
    const done = (last: Act) => {
      pending.value = undefined;
      resolve(last);
    };
    pending.value = { ...options, act, done };
  });
}

/**
 * Has the service draft the text of a new act, then as `sign`.
 *
 * @throws Refusal if the rules would not accept it now
 */
async function begin(act: NewAct, options: SigningOptions = {}): Promise<Act> {
  return sign(await api.post<Act>('/acts', act), options);
}

/** Hands in one line; the service's answer is the act as it stands then. */
export function handIn(act: Act, line: string): Promise<Act> {
  return api.post<Act>(path('/acts/{id}/signatures', { id: act.id }), { line });
}
