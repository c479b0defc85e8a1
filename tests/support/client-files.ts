import type { ClientFiles } from '../../server/http/client-files.ts'

const page = (title: string) =>
  `<!doctype html><html lang="zh-CN"><head><title>${title}</title><!--opening-->` +
  `<script type="module" nonce="__NONCE__">document.title += ' ready'</script></head><body></body></html>`

/** The smallest client: two pages with what the server fills in, and no other file. */
export const tinyClient: ClientFiles = {
  page: async (name) => page(name),
  assets: (_req, _res, next) => next(),
}
