import type { ServerResponse } from 'node:http'

type Dress = { origin: string; kind: 'sidebar' | 'verification'; nonce: string | undefined }

/** The bridge script as the first thing in <head>. */
export function withBridge(html: string, { origin, kind, nonce }: Dress): string {
  const device = kind === 'sidebar' ? 'windows' : 'phone'
  const key = nonce ? ` nonce="${nonce}"` : ''
  const tag = `<script src="${origin}/bridge.js" data-host="${origin}" data-device="${device}"${key}></script>`
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + tag) : tag + html
}

/** Lets the simulator show the answer in its frame and load its script into it; returns the policy's nonce, if it has one. */
export function frameable(response: ServerResponse, origin: string): string | undefined {
  response.removeHeader('x-frame-options')
  const policy = response.getHeader('content-security-policy')
  if (typeof policy !== 'string') return undefined
  response.setHeader('content-security-policy', openPolicy(policy, origin))
  return /'nonce-([^']+)'/.exec(policy)?.[1]
}

const opens = new Set(['script-src', 'script-src-elem', 'img-src', 'frame-ancestors'])

/** The policy with the simulator's origin where its bridge, its avatars and its frame need it, and nothing else changed. */
export function openPolicy(policy: string, origin: string): string {
  const directives = policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name)
  const fallback = directives.find(([name]) => name === 'default-src')?.slice(1)
  if (fallback && !directives.some(([name]) => name === 'script-src')) directives.push(['script-src', ...fallback])
  return directives.map(([name, ...sources]) => [name, ...opened(name, sources, origin)].join(' ')).join('; ')
}

function opened(name: string | undefined, sources: string[], origin: string): string[] {
  if (!name || !opens.has(name)) return sources
  return [...sources.filter((source) => source !== "'none'" && source !== origin), origin]
}
