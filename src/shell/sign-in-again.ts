const TRIED = 'zhenke-signed-in-at'
const NOT_AGAIN_WITHIN_MS = 30_000

/** Goes through WeCom's silent sign-in and comes back to the same place. Returns false, and stays, when that was just done and is not known to help. */
export function signInAgain(isKnownToHelp = false): boolean {
  const before = Number(sessionStorage.getItem(TRIED) ?? 0)
  if (!isKnownToHelp && Date.now() - before < NOT_AGAIN_WITHIN_MS) return false
  sessionStorage.setItem(TRIED, String(Date.now()))
  location.assign(`/sign-in?to=${encodeURIComponent(`/${location.hash}`)}`)
  return true
}
