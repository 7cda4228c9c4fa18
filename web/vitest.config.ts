import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['{shared,console,screen,phone}/test/**/*.test.ts'],
    environment: 'node', // a test that needs a document says so in its first line: @vitest-environment happy-dom
    // Generous: on a busy machine a test may wait for its turn.
    testTimeout: 30_000,
    reporters: ['default', ['junit', { outputFile: 'target/surefire-reports/TEST-web.xml' }]],
  },
});
