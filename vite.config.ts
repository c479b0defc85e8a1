import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, minify, transformWithOxc, type Plugin } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Puts src/starter.ts, compiled, into the sidebar's HTML, where it begins the bridge call before any file has arrived. */
function starterInPage(): Plugin {
  return {
    name: 'zhenke-starter-in-page',
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        if (!html.includes('<!--starter-->')) return html
        const { code } = await transformWithOxc(await readFile(at('./src/starter.ts'), 'utf8'), 'starter.ts', {
          target: 'es2019',
        })
        // A classic script: it runs where it stands, and knows no export.
        const classic = code.replace(/export\s*\{\s*\};?/, '')
        const small = await minify('starter.js', classic, { module: false, compress: { target: 'es2019' } })
        return html.replace('<!--starter-->', () => `<script nonce="__NONCE__">${small.code.trim()}</script>`)
      },
    },
  }
}

/** Tells the starter where each dictionary is, so that the reader's one comes along with the entry and not after it. */
function dictionariesInPage(): Plugin {
  return {
    name: 'zhenke-dictionaries-in-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((part) => part.type === 'chunk')
        const addresses = chunks.flatMap((chunk) => {
          const [, language] = /\/src\/i18n\/words-(.+)\.ts$/.exec(chunk.facadeModuleId ?? '') ?? []
          return language ? [[language, `/${chunk.fileName}`]] : []
        })
        return html.replace(/(["'`])__DICTIONARIES__\1/, () => JSON.stringify(Object.fromEntries(addresses)))
      },
    },
  }
}

/** Writes a .gz and a .br file beside every asset, so that the server compresses nothing while it is asked. */
function precompressed(): Plugin {
  const worthIt = /^assets\/.+\.(js|css|svg|json)$/
  return {
    name: 'zhenke-precompressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const file of Object.keys(bundle).filter((name) => worthIt.test(name))) {
        const plain = await readFile(join(dir, file))
        await writeFile(join(dir, `${file}.gz`), gzipSync(plain, { level: 9 }))
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
        await writeFile(join(dir, `${file}.br`), brotliCompressSync(plain, { params: quality }))
      }
    },
  }
}

const shared =
  /node_modules\/(vue|@vue\/[\w-]+|pinia|@pinia\/colada)\/|vant\/es\/(button|loading|badge|icon|utils)\/|plugin-vue|preload-helper|src\/http\/(api-problem|api|opening)\.ts|src\/i18n\/(locale|moments)\.ts|src\/ui\/(ChevronIcon|StatusTag|ChipButton|SectionCard|RowLink|QuietNote)\.vue|due-choices\.ts/

export default defineConfig({
  plugins: [vue({ features: { optionsAPI: false } }), starterInPage(), dictionariesInPage(), precompressed()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist/client',
    manifest: true,
    // WeCom's and WeChat's web views lag years behind their stores.
    target: ['es2019', 'chrome80', 'safari13'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { sidebar: at('./index.html'), verification: at('./verification.html') },
      // What the first screen shares with later ones, in one file: many small ones would cost more in headers than they hold.
      output: {
        codeSplitting: {
          groups: [
            { name: 'syntax', test: /@oxc-project.runtime/, priority: 1 },
            { name: 'shared', test: shared },
          ],
        },
      },
    },
  },
})
