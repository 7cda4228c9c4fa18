/** The way back to an act whose signer had to sign in again: its id stands in the address, so that it outlives a reload. */
import { type Act, path } from '@twoseal/shared';
import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api, needs, session } from '../session/session';
import { useSigning } from './useSigning';

const ID = /^[0-9a-f]{32}$/;

/** For the dialog alone: opens the act that the address names, once somebody is signed in. */
export function useComeBack() {
  const route = useRoute();
  const router = useRouter();
  const { sign } = useSigning();
  const isOut = computed(() => session.value?.signedIn === false);
  const asked = computed(() => (typeof route.query.act === 'string' && ID.test(route.query.act) ? route.query.act : undefined));

  /** To the sign-in, and from there to this page with the act before one. */
  async function signInAgain(act: Act): Promise<void> {
    const { path: at, query, hash } = route;
    const to = router.resolve({ path: at, query: { ...query, act: act.id }, hash }).fullPath;
    await router.replace({ name: 'sign-in', query: { to, ended: '1' } });
  }

  /** Where nobody may be without signing in, leaving the act is leaving the page. */
  async function leave(): Promise<void> {
    if (isOut.value && !route.meta.open) {
      await router.replace({ name: 'sign-in', query: { to: route.fullPath, ended: '1' } });
    }
  }

  watch(
    [asked, session, needs],
    async () => {
      const id = asked.value;
      if (id === undefined || session.value?.signedIn !== true || needs.value.length > 0) {
        return;
      }
      const { act: _, ...query } = route.query;
      await router.replace({ path: route.path, query, hash: route.hash });
      // What cannot be had is told by the page below, which asks for the same acts.
      const act = await api.get<Act>(path('/acts/{id}', { id })).catch(() => undefined);
      if (act !== undefined) {
        await sign(act);
      }
    },
    { immediate: true },
  );

  return { isOut, signInAgain, leave };
}
