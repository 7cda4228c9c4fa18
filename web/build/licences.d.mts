import type { Plugin } from 'vite';

export function notePackages(app: string): Plugin;
