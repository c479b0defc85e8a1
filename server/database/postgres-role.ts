import { APP_ROLE } from './rights.ts'
import type { SqlSession } from './sql-session.ts'

/** How a login becomes the app's role on each connection; null when it is that role already. Throws when it may not. */
export async function becomeApp(login: SqlSession): Promise<string | null> {
  const { rows } = await login.run(
    `SELECT session_user AS name, rolsuper AS super FROM pg_roles WHERE rolname = session_user`,
  )
  const [who] = rows
  if (who?.['name'] === APP_ROLE) return null
  if (who?.['super'] === true) return `SET SESSION AUTHORIZATION ${APP_ROLE}`
  const member = await login.run(`SELECT pg_has_role(session_user, '${APP_ROLE}', 'MEMBER') AS may`)
  if (member.rows[0]?.['may'] !== true) {
    throw new Error(
      `The database login ${String(who?.['name'])} may not become ${APP_ROLE}: run GRANT ${APP_ROLE} TO "${String(who?.['name'])}"`,
    )
  }
  return `SET ROLE ${APP_ROLE}`
}
