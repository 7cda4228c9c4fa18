import type { RouteRecordRaw } from 'vue-router';

/** The pages about draws. */
export const drawRoutes: RouteRecordRaw[] = [
  { path: '/draws', name: 'draws', component: () => import('./DrawsPage.vue'), meta: { open: true } },
  {
    path: '/preparations/new',
    name: 'prepare',
    component: () => import('./StartPage.vue'),
    meta: { roles: ['organiser', 'notary'] },
  },
  {
    path: '/preparations/:id',
    name: 'preparation',
    component: () => import('./PreparationPage.vue'),
    props: (route) => ({ id: String(route.params.id) }),
    meta: { roles: ['organiser', 'notary', 'administrator'] },
  },
  {
    path: '/draws/:draw([DR]-[1-9]\\d{0,11})',
    name: 'draw',
    component: () => import('./DrawView.vue'),
    meta: { open: true },
  },
];
