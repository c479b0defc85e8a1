import { type Caller, createCaller, exchange } from './caller.ts'

/** The first half of a sign-in: where the product sends the browser. */
export async function goToWeCom(browser: Caller, to = '/'): Promise<URL> {
  const sent = await browser.get(`/sign-in?to=${encodeURIComponent(to)}`)
  if (sent.status !== 302) throw new Error(`No way to WeCom: ${sent.status} ${sent.text.slice(0, 200)}`)
  return new URL(sent.headers.location ?? '')
}

/** What the simulated WeCom sends the browser back with: path and query of the callback. */
export async function comeBackAs(authorize: URL, employeeId: string): Promise<string> {
  const asked = new URL(authorize)
  asked.searchParams.set('as', employeeId)
  const answer = await exchange('GET', asked.href)
  const callback = new URL(answer.headers.location ?? '')
  return `${callback.pathname}${callback.search}`
}

/** The whole way through the sign-in, in a browser of its own. */
export async function signIn(publicOrigin: string, employeeId: string): Promise<Caller> {
  const browser = createCaller(publicOrigin)
  const done = await browser.get(await comeBackAs(await goToWeCom(browser), employeeId))
  if (done.status !== 303) throw new Error(`${employeeId} could not sign in: ${done.status} ${done.text.slice(0, 300)}`)
  return browser
}
