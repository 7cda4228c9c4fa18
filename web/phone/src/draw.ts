import { Api, Refusal, path } from '@twoseal/shared/api.ts';
import type { Draw } from '@twoseal/shared';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';

export const api = new Api();

const AGAIN_MS = 10_000;

/** A draw as the service has it now, asked for again while the page is looked at. What was true stays on the page with its time. */
export function useDraw(name: string) {
  const draw = shallowRef<Draw>();
  const missing = ref(false);
  const offline = ref(false);
  const asOfMs = ref(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    try {
      draw.value = await api.get<Draw>(path('/draws/{draw}', { draw: name }));
      asOfMs.value = Date.now();
      offline.value = false;
    } catch (e) {
      missing.value = e instanceof Refusal && e.status === 404;
      offline.value = !missing.value;
    }
    if (!missing.value && draw.value?.state !== 'complete') timer = setTimeout(() => void (document.hidden ? later() : ask()), AGAIN_MS);
  }
  function later(): void {
    addEventListener('visibilitychange', () => void ask(), { once: true });
  }
  onMounted(ask);
  onBeforeUnmount(() => clearTimeout(timer));
  return { draw, missing, offline, asOfMs, ask };
}
