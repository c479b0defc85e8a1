import { readSession, signOut, signPage } from '../contract/session.ts'
import { forEmployee, type Route } from './route.ts'
import { findBranchName } from './session-store.ts'
import type { Sessions } from './sessions.ts'

/** Who is signed in, the end of it, and the signatures the employee's page needs from WeCom. */
export function sessionRoutes(sessions: Sessions): Route[] {
  return [
    forEmployee(readSession, async ({ actor, ports }) => {
      const branch = { id: actor.branchId, name: await findBranchName(ports.database.read, actor.branchId) }
      return { employee: { id: actor.id, name: actor.name, branch, roles: actor.roles }, locale: actor.locale }
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
