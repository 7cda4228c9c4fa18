// What a machine finds in the pages' sources besides types: mistakes and leftovers, never form. A warning is an error.
import js from '@eslint/js';
import vue from 'eslint-plugin-vue';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';

/** The compiler knows the names that there are; ESLint would need lists of them. */
const COMPILED = ['**/*.ts', '**/*.vue'];

export default defineConfig(
  { ignores: ['target/**', '**/fixtures/**', 'shared/src/types.ts'] },
  js.configs.recommended,
  ts.configs.strict,
  vue.configs['flat/recommended-error'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: ts.parser } } },
  { files: COMPILED, rules: { 'no-undef': 'off' } },
  {
    // The build's own scripts, and what they hand to a browser.
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(['console', 'process', 'document', 'fetch', 'globalThis', 'performance', 'PerformanceObserver', 'requestAnimationFrame', 'setTimeout', 'structuredClone', 'URL', 'Buffer'].map((name) => [name, 'readonly'])) },
  },
  { files: COMPILED, rules: { 'no-console': 'error' } },
  { files: ['**/test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      // What may stand in a signed text is told by its control characters.
      'no-control-regex': 'off',
      // `void` says that nobody waits for an answer.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // A switch over all there is returns in each case, which the compiler sees.
      'vue/return-in-computed-property': 'off',
      // A component has the word of what it shows.
      'vue/multi-word-component-names': 'off',
      // The form of templates is their authors' matter.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
      'vue/eqeqeq': 'error',
      'vue/no-unused-refs': 'error',
      'vue/no-useless-v-bind': 'error',
      'vue/no-template-target-blank': ['error', { allowReferrer: true }],
      'vue/no-v-html': 'error',
    },
  },
);
