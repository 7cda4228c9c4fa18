import type { Role } from '@twoseal/shared';
import { type RouteRecordRaw, createRouter, createWebHistory } from 'vue-router';
import { drawRoutes } from './draws/routes';
import { hasRole, loadSession, needs, session, whenSessionEnds } from './session/session';
import { pending } from './sign/useSigning';

declare module 'vue-router' {
  interface RouteMeta {
    /** Seen without signing in. */
    open?: boolean;
    /** Only for these; everybody who is signed in where absent. */
    roles?: Role[];
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignIn.vue'), meta: { open: true } },
  { path: '/first', name: 'first', component: () => import('./first/FirstSteps.vue') },
  { path: '/', name: 'home', component: () => import('./pages/HomePage.vue') },
  { path: '/people', name: 'people', component: () => import('./people/PeoplePage.vue') },
  { path: '/ledger', name: 'ledger', component: () => import('./pages/LedgerPage.vue'), meta: { open: true } },
  {
    path: '/ledger/:index(\\d+)',
    name: 'ledger-entry',
    component: () => import('./pages/LedgerEntryPage.vue'),
    props: (route) => ({ index: Number(route.params.index) }),
    meta: { open: true },
  },
  { path: '/audit', name: 'audit', component: () => import('./pages/AuditPage.vue'), meta: { roles: ['administrator'] } },
  {
    path: '/operations',
    name: 'operations',
    component: () => import('./pages/OperationsPage.vue'),
    meta: { roles: ['administrator', 'operator', 'notary'] },
  },
  { path: '/profile', name: 'profile', component: () => import('./profile/ProfilePage.vue') },
  ...drawRoutes,
  { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./pages/NoSuchPage.vue'), meta: { open: true } },
];

export const router = createRouter({
  history: createWebHistory(import.meta.env.BASE_URL),
  routes,
  // A page that is told where to begin goes there by itself, once it is read.
  scrollBehavior: (to, _from, saved) => saved ?? (to.hash === '' ? { top: 0 } : false),
});

router.beforeEach(async (to) => {
  const known = session.value ?? (await loadSession());
  if (!known.signedIn) {
    return to.meta.open ? true : { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } };
  }
  if (needs.value.length > 0) {
    return to.name === 'first' ? true : { name: 'first' };
  }
  if (to.name === 'sign-in' || to.name === 'first') {
    return { name: 'home' };
  }
  return to.meta.roles && !hasRole(...to.meta.roles) ? { name: 'home' } : true;
});

whenSessionEnds(() => {
  const here = router.currentRoute.value;
  // Who has an act before them is told there, and asked to come back to it.
  if (!here.meta.open && !pending.value) {
    void router.replace({ name: 'sign-in', query: { to: here.fullPath, ended: '1' } });
  }
});
