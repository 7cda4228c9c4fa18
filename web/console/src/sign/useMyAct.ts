/** An act about the signed-in person's own key, which waits for an administrator: found again after a reload, and followed to its end. */
import { type Act, path } from '@twoseal/shared';
import { computed, onMounted, onUnmounted, shallowRef } from 'vue';
import { account, api } from '../session/session';
import { entering } from '../words/entering';

const FOLLOW_MS = 4_000;

/**
 * @param run asks, and keeps what goes wrong for the page
 * @param whenEnded once others have signed it, or it was withdrawn
 */
export function useMyAct(
  kind: Act['kind'],
  run: <T>(task: () => Promise<T>) => Promise<T | undefined>,
  whenEnded: () => Promise<unknown>,
) {
  const act = shallowRef<Act>();
  const waits = computed(() => act.value?.state === 'open' && act.value.mySignature === 'given');

  function isOfMine(of: Act): boolean {
    return of.kind === kind && of.text.split('\n').includes(`person: ${account.value?.person}`);
  }

  /** Takes back one of a key that nobody has any more. */
  async function withdraw(): Promise<void> {
    if (act.value?.state === 'open') {
      await api.delete<Act>(path('/acts/{id}', { id: act.value.id }), { reason: entering.words.waitsWithdrawn[0] });
    }
    act.value = undefined;
  }

  async function look(): Promise<void> {
    const id = act.value?.id;
    if (waits.value && id !== undefined) {
      act.value = (await run(() => api.get<Act>(path('/acts/{id}', { id })))) ?? act.value;
      if (!waits.value) {
        await run(whenEnded);
      }
    }
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  function follow(): void {
    timer = setTimeout(async () => {
      await look();
      if (!isLeft) {
        follow();
      }
    }, FOLLOW_MS);
  }
  onMounted(async () => {
    const answer = await run(() => api.get<{ items: Act[] }>('/acts', { query: { state: 'open' } }));
    act.value ??= answer?.items.find(isOfMine);
    follow();
  });
  onUnmounted(() => {
    isLeft = true;
    clearTimeout(timer);
  });

  return { act, waits, withdraw };
}
