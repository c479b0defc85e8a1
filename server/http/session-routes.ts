import { readSession, signOut, signPage } from '../contract/session.ts'
import { readLedBranches } from '../led-branches-store.ts'
import { forEmployee, type Route } from './route.ts'
import { findBranchName } from './session-store.ts'
import type { Sessions } from './sessions.ts'

/** Who is signed in, the end of it, and the signatures the employee's page needs from WeCom. */
export function sessionRoutes(sessions: Sessions): Route[] {
  return [
    forEmployee(readSession, async ({ actor, ports }) => {
      const { id, name, branchId, roles, scope, locale } = actor
      const { read } = ports.database
      const { items: leads, more: moreLeads } = await readLedBranches(read, scope, branchId)
      const home = leads.find((one) => one.id === branchId)
      const branch = home ?? { id: branchId, name: await findBranchName(read, branchId) }
      return { employee: { id, name, branch, roles }, leads, moreLeads, locale }
    }),
    {
      ...forEmployee(signOut, async ({ session }) => {
        await sessions.end(session)
        return {}
      }),
      endsSession: true,
    },
    forEmployee(signPage, async ({ body, ports }) => ports.wecom.signPage(body.url, body.fresh)),
  ]
}
