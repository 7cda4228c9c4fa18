import type { RouteRecordRaw } from 'vue-router';

/** The pages about draws. */
export const drawRoutes: RouteRecordRaw[] = [];
