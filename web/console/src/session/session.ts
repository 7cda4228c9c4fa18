/** Who is signed in; the one Api that every page asks through. */
import { Api, type Account, type Refusal, type Role, type Session, type SignIn } from '@twoseal/shared';
import { concat, sha256Hex, utf8 } from '@twoseal/shared/keys';
import { computed, shallowRef } from 'vue';

const SESSION = '/session';

/** How the application is told that the service no longer knows who asks. */
let onEnded: () => void = () => undefined;

/** Every request of the console; an answer of 401 to somebody who was signed in ends the session here too. */
export const api = new Api(async (input, init) => {
  const answer = await fetch(input, init);
  if (answer.status === 401 && current.value?.signedIn) {
    forget();
    onEnded();
  }
  return answer;
});

const current = shallowRef<Session>();

/** What was typed to sign in the first time: the first administrator's key file is encrypted under it. In memory alone. */
let typedPassword: string | undefined;

/** Digests of the passwords typed on this visit: a key's passphrase must be none of them. Salted, and in memory alone. */
const passwords = new Set<string>();
const SALT = crypto.getRandomValues(new Uint8Array(16));

/** The session as the service told it last; absent until it was asked. */
export const session = computed(() => current.value);

export const account = computed<Account | undefined>(() => current.value?.account);

/** What the signed-in person has to do before anything else. */
export const needs = computed(() => current.value?.needs ?? []);

/** The office that runs this service, and its ledger. */
export const office = computed(() => current.value?.office);

export function hasRole(...roles: Role[]): boolean {
  return account.value !== undefined && roles.includes(account.value.role);
}

/** Where pages go when the session ends by itself. */
export function whenSessionEnds(then: () => void): void {
  onEnded = then;
}

/** Takes what the service answered as the session from now on. */
export function take(answer: Session): Session {
  current.value = answer;
  api.csrf = answer.csrf;
  return answer;
}

export async function loadSession(): Promise<Session> {
  return take(await api.get<Session>(SESSION));
}

/** @throws Refusal with what is wrong: the password, a code that is missing, or too many attempts */
export async function signIn(who: SignIn): Promise<Session> {
  const answer = take(await api.post<Session>(SESSION, who));
  typedPassword = answer.needs.length > 0 ? who.password : undefined;
  typedAsPassword(who.password);
  return answer;
}

/** For whatever takes a password, that `isPassword` knows it. */
export function typedAsPassword(text: string): void {
  passwords.add(digestOf(text));
}

/** Whether this is a password of the account, as far as this page knows: after a reload it knows none. */
export function isPassword(text: string): boolean {
  return passwords.has(digestOf(text));
}

function digestOf(text: string): string {
  return sha256Hex(concat(SALT, utf8(text)));
}

export async function signOut(): Promise<void> {
  await api.delete<void>(SESSION);
  forget();
  await loadSession();
}

/** The password just typed at the sign-in that began the first steps, or nothing after a reload. */
export function passwordOfFirstSignIn(): string | undefined {
  return typedPassword;
}

/** The first steps are done; what was typed is not needed any more. */
export function forgetPassword(): void {
  typedPassword = undefined;
}

function forget(): void {
  const last = current.value;
  typedPassword = undefined;
  passwords.clear();
  api.csrf = undefined;
  current.value = last && { signedIn: false, needs: [], office: last.office, oidc: last.oidc, demo: last.demo };
  forgotten.forEach((then) => then());
}

const forgotten: (() => void)[] = [];

/** For what must not outlive a session, such as an opened key. */
export function whenForgotten(then: () => void): void {
  forgotten.push(then);
}

/** The one reason that asks for a code instead of ending the sign-in. */
export function asksForCode(refusal: Refusal): boolean {
  return refusal.reason === 'session.code-needed';
}
