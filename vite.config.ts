import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { resultsDigest } from './tools/freshness.mjs';
import { scenarioFiles } from './tools/scenario-files.mjs';
import { META_POLICY } from './tools/security-headers.mjs';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The largest file kept for offline use; Phaser's chunk alone has 1.4 MB. The build fails where one is larger. */
const OFFLINE_FILE_BYTES = 8 * 1024 * 1024;

/** The policy in the built page; the dev server injects styles and a socket of its own, so it goes without. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: META_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './',
  define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify(resultsDigest()) },
  plugins: [
    svelte(),
    scenarioFiles(fileURLToPath(new URL('scenarios', import.meta.url))),
    VitePWA({
      registerType: 'autoUpdate',
      injectRegister: 'script-defer',
      manifest: {
        name: 'Waybill',
        short_name: 'Waybill',
        description: 'Simulate a parcel network, parcel by parcel, in a browser tab.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#0f1720',
        theme_color: '#0f1720',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' }],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,json,csv,svg,png,webp,woff2,wasm,txt}'],
        maximumFileSizeToCacheInBytes: OFFLINE_FILE_BYTES,
        // A file whose name carries its digest needs no second one in its address.
        dontCacheBustURLsMatching: /assets\/[^/]+-[\w-]{8}\./,
        ignoreURLParametersMatching: [/.*/],
      },
    }),
    contentSecurityPolicy(),
  ],
  worker: { format: 'es' },
  build: {
    outDir: 'dist/site',
    emptyOutDir: true,
    // What every major browser had by the end of 2023.
    target: ['chrome120', 'edge120', 'firefox121', 'safari17.2'],
    // An inlined asset is a data: URL, which the policy refuses to scripts, styles and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    chunkSizeWarningLimit: 1600,
  },
});
