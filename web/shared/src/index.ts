export { default as LedgerSeal } from './seals/LedgerSeal.vue';
export { default as NotarySeal } from './seals/NotarySeal.vue';
export { default as TwoSeals } from './seals/TwoSeals.vue';
export * from './api';
export * from './digest';
export * from './feed';
export * from './i18n';
export type * from './types';
