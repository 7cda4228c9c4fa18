import { shallowRef } from 'vue';

/** One thing that a page asks of the service: whether it is under way, and what went wrong. */
export function useTask() {
  const busy = shallowRef(false);
  const trouble = shallowRef<unknown>();

  /** Runs it, unless one is under way; what it throws is kept in `trouble` for ProblemNote, and the answer is then nothing. */
  async function run<T>(task: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) {
      return undefined;
    }
    busy.value = true;
    trouble.value = undefined;
    try {
      return await task();
    } catch (thrown) {
      trouble.value = thrown;
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return { busy, trouble, run };
}
