/** One thing a person wants done. Its key stays the same over every retry, so that the server does it once. */
export type Intent = { readonly key: string; renew(): void }

export function newIntent(): Intent {
  let key = randomKey()
  return {
    get key() {
      return key
    },
    renew() {
      key = randomKey()
    },
  }
}

// crypto.randomUUID needs Chrome 92 or Safari 15.4; older web views are still about.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
