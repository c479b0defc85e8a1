import { shallowRef, type ShallowRef } from 'vue'

/** Where the hash points. The contact page stands apart so that its first view needs no router. */
export type Place = { page: 'contact'; contactId: string | null; followUpId: string | null } | { page: 'other' }

const place = shallowRef(read())
window.addEventListener('hashchange', followPlace)

export function usePlace(): Readonly<ShallowRef<Place>> {
  return place
}

/** Reads the hash again; a router's own navigation raises no hashchange. */
export function followPlace(): void {
  place.value = read()
}

function read(): Place {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?')
  // A browser keeps the `#wechat_redirect` of WeCom's sign-in address through the redirects back to us.
  if (!['', 'contact', 'wechat_redirect'].includes(path)) return { page: 'other' }
  const named = new URLSearchParams(query)
  return { page: 'contact', contactId: named.get('contact') || null, followUpId: named.get('follow-up') || null }
}
