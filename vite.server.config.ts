import { defineConfig } from 'vite'

/** Bundles server/main.ts (production) and simulator/start.ts (demonstration); npm packages stay outside. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'node20',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } },
  },
})
