import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { type Plugin, type UserConfig, defineConfig } from 'vite';
import { serveFonts } from './build/fonts.mjs';
import { notePackages } from './build/licences.mjs';

/**
 * How each of the apps is built: into target/classes/twoseal/web/<app>, from where the server serves it under `base`.
 *
 * Nothing is inlined as a data: address, so that the server's content security policy can be 'self' alone; file names carry
 * a digest of their content, so that a browser may keep them for ever.
 */
export function app(name: 'console' | 'screen' | 'phone', base: string, plugins: Plugin[] = []): UserConfig {
  const packages = notePackages(name);
  return defineConfig({
    root: fileURLToPath(new URL(name, import.meta.url)),
    base,
    plugins: [vue(), serveFonts(), packages, ...plugins],
    worker: { plugins: () => [packages] },
    server: { host: '127.0.0.1', proxy: { '/api': process.env.TWOSEAL_SERVER ?? 'http://127.0.0.1:8080' } },
    build: {
      outDir: fileURLToPath(new URL(`target/classes/twoseal/web/${name}`, import.meta.url)),
      emptyOutDir: true,
      target: 'es2020',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
    },
  }) as UserConfig;
}
