import { type Ref, ref, watchEffect } from 'vue';

export type Language = 'zh' | 'en';

/** A sentence in both languages, as the service gives them too (`Words` in spec/openapi.yaml). */
export interface Both {
  zh: string;
  en: string;
}

export type Arguments = Readonly<Record<string, string | number>>;

const KEPT = 'twoseal.language';

/** The language of this browser: chosen here before, else asked for by `?lang=`, else the browser's own, else Chinese. */
export const language: Ref<Language> = ref(firstLanguage());

/**
 * The words of one app. Every key stands with its Chinese and its English side by side, so that neither can be forgotten.
 * `{name}` is replaced by the argument of that name, `{name|entry|entries}` by the word for one or for many; an argument that is missing throws, in every language, for it is a bug.
 */
export function catalogue<K extends string>(words: Readonly<Record<K, readonly [zh: string, en: string]>>) {
  const one = (key: K, args: Arguments | undefined, at: 0 | 1) => filled(words[key][at], args);
  return {
    words,
    /** In the language chosen. */
    t: (key: K, args?: Arguments): string => one(key, args, language.value === 'zh' ? 0 : 1),
    /** In both, where both are shown. */
    both: (key: K, args?: Arguments): Both => ({ zh: one(key, args, 0), en: one(key, args, 1) }),
    has: (key: string): key is K => Object.prototype.hasOwnProperty.call(words, key),
  };
}

/** The language's part of what the service said in both; English is empty where an organiser gave none. */
export function said(words: Both): string {
  return language.value === 'en' && words.en !== '' ? words.en : words.zh;
}

/** Names one after the other, as the language parts them. */
export function listed(names: readonly string[]): string {
  return names.join(language.value === 'zh' ? '、' : ', ');
}

/** Clauses one after the other, as the language parts them. */
export function clauses(parts: readonly string[]): string {
  return parts.join(language.value === 'zh' ? '；' : '; ');
}

/** Keeps the choice in this browser and tells the document. Called once by an app that lets people choose. */
export function followLanguage(): void {
  watchEffect(() => {
    document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    try {
      localStorage.setItem(KEPT, language.value);
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  });
}

const BEIJING_MS = 8 * 3_600_000;

/** Beijing time, the same on every machine whatever its own zone: 2027-01-09 19:30, with seconds if asked. */
export function beijing(timeMs: number, seconds = false): string {
  const text = new Date(timeMs + BEIJING_MS).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, seconds ? 19 : 16)}`;
}

/** Digits in groups of three, with a comma, in both languages. */
export function grouped(n: number | bigint | string): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function filled(text: string, args: Arguments | undefined): string {
  return text.replace(/\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = args?.[name];
    if (value === undefined) throw new Error(`no ${name} for "${text}"`);
    return one === undefined || many === undefined ? String(value) : String(value) === '1' ? one : many;
  });
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(globalThis.location?.search ?? '').get('lang');
  if (asked === 'zh' || asked === 'en') return asked;
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // Private windows may refuse storage.
  }
  return /^zh/i.test(globalThis.navigator?.language ?? 'zh') ? 'zh' : 'en';
}
