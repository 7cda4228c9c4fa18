import type { Plugin } from 'vite';

export function serveFonts(): Plugin;
export function packFonts(folder: string): void;
