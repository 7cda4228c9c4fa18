/** The rolls of one stage, a thousand at a time, so that tens of thousands can be searched and exported without freezing the page. */
import { path, type Roll } from '@twoseal/shared';
import { ref, shallowRef } from 'vue';
import { api } from '../session/session';

const PAGE = 1_000;

export function useRolls(draw: string, attempt: number) {
  const rows = shallowRef<readonly Roll[]>([]);
  const rolled = ref(0);
  const isReading = ref(false);
  const trouble = shallowRef<unknown>();
  let latest = 0;

  async function read(stage: number): Promise<void> {
    latest += 1;
    const mine = latest;
    rows.value = [];
    rolled.value = 0;
    isReading.value = true;
    trouble.value = undefined;
    const found: Roll[] = [];
    try {
      for (let all = 1; found.length < all && mine === latest; ) {
        const answer = await api.get<{ rolled: number; rows: Roll[] }>(path('/draws/{draw}/results', { draw }), {
          query: { attempt, stage, from: found.length, limit: PAGE },
        });
        all = answer.rows.length === 0 ? found.length : answer.rolled;
        found.push(...answer.rows);
        if (mine === latest) {
          rolled.value = answer.rolled;
          rows.value = [...found];
        }
      }
    } catch (thrown) {
      trouble.value = thrown;
    } finally {
      if (mine === latest) {
        isReading.value = false;
      }
    }
  }

  return { rows, rolled, isReading, trouble, read };
}

/**
 * Whether a roll has the words looked for in one of its columns.
 *
 * @param order as it is shown
 */
export function rollMatches(roll: Roll, words: string, order: number): boolean {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') {
    return true;
  }
  if (/^\d+$/.test(wanted)) {
    return String(order) === wanted || String(roll.number).startsWith(wanted) || (roll.name ?? '').includes(wanted);
  }
  return [roll.group, roll.name ?? ''].some((text) => text.toLowerCase().includes(wanted));
}
