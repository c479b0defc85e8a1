import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Random } from '../ports.ts'

const avatars = ['https://wework.qpic.cn', 'https://*.qlogo.cn']
/** The SDK opens frames of WeCom's own hosts for its login and confirmation panels; it loads no script. */
const sdkFrames = ['https://*.work.weixin.qq.com']

/** The nonce of this answer's inline scripts and styles. */
export const nonceOf = (res: Response): string => String(res.locals.nonce)

/** Request id, nonce and every security header, before anything else. `page` says whose page: the contact's loads from nowhere else. */
export function securityHeaders(
  page: 'sidebar' | 'verification',
  production: boolean,
  random: Random,
  connects: string[] = [],
): RequestHandler[] {
  const ours = ["'self'", (_req: unknown, res: unknown) => `'nonce-${nonceOf(res as Response)}'`]
  const begin: RequestHandler = (_req, res, next) => {
    res.locals.requestId = random.hex(8)
    res.locals.nonce = random.hex(16)
    res.set('X-Request-Id', res.locals.requestId)
    next()
  }
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ours,
        scriptSrcAttr: ["'none'"],
        styleSrc: ours,
        // Vant sets sizes and positions through style attributes.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', ...(page === 'sidebar' ? avatars : [])],
        connectSrc: ["'self'", ...connects],
        frameSrc: page === 'sidebar' ? sdkFrames : ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: production && { maxAge: 31_536_000, includeSubDomains: true },
    referrerPolicy: { policy: 'no-referrer' },
    // The SDK's panels and the simulated client talk to the page across origins.
    crossOriginOpenerPolicy: false,
    xFrameOptions: { action: 'deny' },
  })
  return [begin, headers]
}
