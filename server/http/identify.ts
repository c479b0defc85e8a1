import type { Request } from 'express'
import type { ContactActor, EmployeeActor, Locale } from '../domain/employee.ts'
import { Problem } from '../domain/problem.ts'
import type { Ports } from '../ports.ts'
import { openingCookie, readTokenCookie, sessionCookie } from './cookies.ts'
import { localeOf } from './locale.ts'
import { findOpening } from './opening-store.ts'
import type { Session, Sessions } from './sessions.ts'

export type FindActor = (ports: Ports, employeeId: string, locale: Locale) => Promise<EmployeeActor | null>
export type Doors = { ports: Ports; sessions: Sessions; findActor: FindActor }

/** The employee behind the session cookie, with the rights the directory gives at this moment. */
export async function employeeOf(doors: Doors, req: Request): Promise<{ session: Session; actor: EmployeeActor }> {
  const token = readTokenCookie(req, sessionCookie)
  const session = token ? await doors.sessions.read(token) : null
  if (!session) throw new Problem('session/required')
  const actor = await doors.findActor(doors.ports, session.employeeId, localeOf(req))
  if (!actor) throw new Problem('session/not-in-directory')
  return { session, actor }
}

/** The contact behind an opened link; whether the right person is in front of it is the use cases' question. */
export async function contactOf({ ports }: Doors, req: Request): Promise<ContactActor> {
  const token = readTokenCookie(req, openingCookie)
  const openingId = token && (await findOpening(ports.database.read, ports.vault.hash(token), ports.clock.now()))
  if (!openingId) throw new Problem('verification/link-ended')
  return { kind: 'contact', openingId, locale: localeOf(req) }
}
