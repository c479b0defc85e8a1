import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('./simulator/screen'),
  base: '/',
  publicDir: false,
  plugins: [vue()],
  build: {
    outDir: folder('./dist/simulator-screen'),
    emptyOutDir: true,
    rolldownOptions: {
      input: { index: folder('./simulator/screen/index.html'), phone: folder('./simulator/screen/phone.html') },
    },
  },
})
