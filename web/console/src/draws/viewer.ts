/** Who looks at a draw, as the steps need to know it. */
import { computed } from 'vue';
import { account } from '../session/session';
import type { Viewer } from './standing';

export const viewer = computed<Viewer | undefined>(() => {
  const who = account.value;
  return who === undefined ? undefined : { person: who.person, role: who.role, organisation: who.person.split('/')[0] ?? '' };
});
