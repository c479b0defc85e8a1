const TRIED = 'zhenke-signed-in-at'
const NOT_AGAIN_WITHIN_MS = 30_000

/** Goes through WeCom's silent sign-in and comes back to the same place. Returns false, and stays, when that was just done and did not help. */
export function signInAgain(byHand = false): boolean {
  const before = Number(sessionStorage.getItem(TRIED) ?? 0)
  if (!byHand && Date.now() - before < NOT_AGAIN_WITHIN_MS) return false
  sessionStorage.setItem(TRIED, String(Date.now()))
  location.assign(`/sign-in?to=${encodeURIComponent(`/${location.hash}`)}`)
  return true
}
