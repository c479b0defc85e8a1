import type { Request, Response } from 'express'

/** `__Host-` cookies: this host only, whole path, HTTPS (browsers count loopback as such), never read by scripts. */
export const sessionCookie = '__Host-zhenke'
export const signInCookie = '__Host-sign-in'
export const openingCookie = '__Host-opening'

/** The value of one cookie when it is a token of ours (hex); undefined for anything else. */
export function readTokenCookie(req: Request, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=')
    if (key === name && /^[0-9a-f]{32,64}$/.test(value)) return value
  }
  return undefined
}

/** Lax, since Strict would be dropped on the way back from WeCom's sign-in. */
export function setTokenCookie(res: Response, name: string, token: string, maxAgeSeconds: number): void {
  res.append('Set-Cookie', `${name}=${token}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`)
}

export function clearCookie(res: Response, name: string): void {
  res.append('Set-Cookie', `${name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`)
}
