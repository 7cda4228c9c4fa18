/** One list on its way to the service: hashed here while it is sent, then followed until it is read. */
import { type ListUpload, path } from '@twoseal/shared';
import { onUnmounted, reactive, ref, shallowRef } from 'vue';
import { api } from '../session/session';
import { hashFile, type Hashing } from './hash';
import { readingOf, secondsLeft, send, type Sending } from './upload';

const ASK_MS = 700;

export interface Chosen {
  readonly file: File;
  readonly passphrase: string;
  readonly encoding: 'utf-8' | 'gb18030' | '';
  readonly sheet: string;
}

export function useUpload(draw: string, whenDone: () => Promise<void>) {
  const upload = shallowRef<ListUpload>();
  const trouble = shallowRef<unknown>();
  const isBusy = ref(false);
  const digest = ref<string>();
  const progress = reactive({ hashed: 0, sent: 0, all: 0, leftS: undefined as number | undefined, readingS: 0 });
  let hashing: Hashing | undefined;
  let sending: Sending | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;

  async function start({ file, passphrase, encoding, sheet }: Chosen): Promise<void> {
    isBusy.value = true;
    trouble.value = undefined;
    digest.value = undefined;
    Object.assign(progress, { hashed: 0, sent: 0, all: file.size, leftS: undefined, readingS: 0 });
    try {
      hashing = hashFile(file, (bytes) => (progress.hashed = bytes));
      const here = hashing.digest.then((found) => (digest.value = found));
      upload.value = await api.post<ListUpload>(path('/draws/{draw}/lists', { draw }), {
        fileName: file.name,
        bytes: file.size,
        passphrase,
        ...(encoding === '' ? {} : { encoding }),
        ...(sheet === '' ? {} : { sheet }),
      });
      await sendFile(file, upload.value.id);
      await here;
      await untilRead(upload.value.id);
    } catch (thrown) {
      trouble.value = thrown;
    } finally {
      stop();
      isBusy.value = false;
      await whenDone();
    }
  }

  async function sendFile(file: File, id: string): Promise<void> {
    const begunMs = performance.now();
    sending = send(api.url(path('/draws/{draw}/lists/{id}/content', { draw, id })), file, api.csrf, (bytes) => {
      progress.sent = bytes;
      progress.leftS = secondsLeft(bytes, file.size, performance.now() - begunMs);
    });
    await sending.done;
    progress.sent = file.size;
    progress.leftS = undefined;
  }

  async function untilRead(id: string): Promise<void> {
    const begunMs = performance.now();
    for (;;) {
      const now = await api.get<ListUpload>(path('/draws/{draw}/lists/{id}', { draw, id }));
      upload.value = now;
      if (now.state !== 'receiving' && now.state !== 'reading') {
        return;
      }
      const elapsedMs = performance.now() - begunMs;
      progress.leftS = readingOf(now).part === undefined ? undefined : secondsLeft(now.read ?? 0, now.bytes, elapsedMs);
      progress.readingS = Math.floor(elapsedMs / 1_000);
      await new Promise<void>((resolve) => (asking = setTimeout(resolve, ASK_MS)));
    }
  }

  function stop(): void {
    hashing?.stop();
    sending?.stop();
    clearTimeout(asking);
  }

  onUnmounted(stop);
  return { upload, trouble, isBusy, digest, progress, start, stop };
}
