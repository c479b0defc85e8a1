import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import sirv from 'sirv'

export type PageName = 'sidebar' | 'verification'

/** The built client. `__NONCE__` and `<!--opening-->` in its pages are filled in for each answer. */
export type ClientFiles = {
  page(name: PageName): Promise<string>
  /** Everything but the pages; calls `next` for what it does not have. */
  assets: RequestHandler
  /** Where else its scripts may connect: the hot reload's socket during development. */
  connects?: string[]
}

const pages = { sidebar: 'index.html', verification: 'verification.html' }

/** Half a kilobyte a file that means something on a page only. */
const documentHeaders = [
  'Content-Security-Policy',
  'Origin-Agent-Cluster',
  'X-DNS-Prefetch-Control',
  'X-Download-Options',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-XSS-Protection',
]

/** What Vite has built into `folder`; file names carry a hash, so that they are kept for ever. */
export function builtClient(folder: string): ClientFiles {
  if (!existsSync(join(folder, pages.sidebar)))
    throw new Error(`Nothing is built in ${folder}. Run first / 请先运行: npm run build`)
  const read = new Map<PageName, Promise<string>>()
  const serve = sirv(folder, {
    gzip: true,
    brotli: true,
    etag: true,
    extensions: [],
    setHeaders: (res, path) => {
      const isHashed = path.startsWith('/assets/')
      res.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (isHashed) for (const name of documentHeaders) res.removeHeader(name)
    },
  })
  return {
    page(name) {
      const known = read.get(name) ?? readFile(join(folder, pages[name]), 'utf8')
      read.set(name, known)
      return known
    },
    // A new build may have replaced the folder since; a file sirv remembers and cannot open would end the process.
    assets: (req, res, next) =>
      /\.html(\.(gz|br))?$/.test(req.path) || !existsSync(join(folder, req.path)) ? next() : serve(req, res, next),
  }
}
