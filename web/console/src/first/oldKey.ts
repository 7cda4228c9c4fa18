/** The key that the program made for the first administrator: its file lies here under the one-time password. */
import { type OpenKey, openKeyFile } from '@twoseal/shared/keys';
import { api } from '../session/session';

/** @throws Refusal if there is no file, Unopened if the password is not its */
export async function openOldKey(oneTimePassword: string): Promise<OpenKey> {
  const answer = await api.send('GET', '/session/key-file', { headers: { Accept: 'application/x-pkcs12' } });
  return openKeyFile(new Uint8Array(await answer.arrayBuffer()), oneTimePassword);
}

/** Leaves the file here, or takes away what lies here: an old file beside a new key only misleads. */
export async function keepFile(file: Uint8Array, keepsHere: boolean): Promise<void> {
  if (keepsHere) {
    await api.put<void>('/session/key-file', new Uint8Array(file), { type: 'application/x-pkcs12' });
  } else {
    await api.delete<void>('/session/key-file');
  }
}
