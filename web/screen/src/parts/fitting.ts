import { type ShallowRef, nextTick, onBeforeUnmount, onMounted, shallowRef, watch } from 'vue';

/**
 * The first of the ways of setting an element's content, from roomy to tight, whose content is no higher than the element; the last where
 * none is. Tried anew when what `content` tells changes, when the element's size does, and once the fonts are there.
 */
export function useFitting<T>(element: Readonly<ShallowRef<HTMLElement | null>>, ways: readonly [T, ...T[]], content: () => unknown): Readonly<ShallowRef<T>> {
  const way = shallowRef<T>(ways[0]);
  let tries = 0;
  const fit = async () => {
    const mine = ++tries;
    for (const each of ways) {
      way.value = each;
      // Laid out, not painted yet: nobody sees the ways between.
      await nextTick();
      if (mine !== tries) return;
      const box = element.value;
      if (box === null || box.scrollHeight <= box.clientHeight) return;
    }
  };
  let sizes: ResizeObserver | undefined;
  onMounted(() => {
    watch(content, fit, { immediate: true, flush: 'post' });
    sizes = new ResizeObserver(() => void fit());
    if (element.value !== null) sizes.observe(element.value);
    void document.fonts.ready.then(fit);
  });
  onBeforeUnmount(() => {
    tries++;
    sizes?.disconnect();
  });
  return way;
}
