import type { Router } from 'express'
import { z } from 'zod'
import { removeBranch, removeEmployee, saveBranch, saveEmployee } from '../directory.ts'
import type { DueWork } from '../due-work.ts'
import { type Engine, nowIso } from '../engine.ts'
import { control, ControlProblem } from './control.ts'
import * as schemas from './schemas.ts'

const patience = 2000

/** Changes of the directory, told through the contact-sync assistant's callback. */
export function directoryRoutes(router: Router, engine: Engine, work: DueWork): void {
  const told = async (found: boolean) => {
    if (!found) throw new ControlProblem(404, 'not in the directory')
    await work.settleWithin(patience)
    return { at: nowIso(engine) }
  }
  router.post(
    '/employees',
    control(engine, schemas.employee, (body) => {
      saveEmployee(engine, body)
      return told(true)
    }),
  )
  router.post(
    '/branches',
    control(engine, schemas.branch, (body) => {
      saveBranch(engine, body)
      return told(true)
    }),
  )
  router.post(
    '/employees/removal',
    control(engine, z.object({ id: z.string() }), ({ id }) => told(removeEmployee(engine, id))),
  )
  router.post(
    '/branches/removal',
    control(engine, z.object({ id: z.number() }), ({ id }) => told(removeBranch(engine, id))),
  )
}
