import { computed, ref } from 'vue';

export type Question = 'in' | 'take' | 'happened' | 'why' | 'check';
const QUESTIONS: readonly Question[] = ['in', 'take', 'happened', 'why', 'check'];

const hash = ref(location.hash);
addEventListener('hashchange', () => {
  hash.value = location.hash;
  scrollTo(0, 0);
});

/** The draw in the address, /d/D-17; nothing on the register. */
export const drawAsked: string | undefined = /^\/d\/([^/]+)\/?$/.exec(location.pathname)?.[1];

/** One question a page: the part of the address behind #. */
export const question = computed<Question | undefined>(() => QUESTIONS.find((each) => `#${each}` === hash.value));
