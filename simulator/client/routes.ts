import express, { Router } from 'express'
import { z } from 'zod'
import { type Engine, log } from '../engine.ts'
import { pause, takeFault } from '../faults.ts'
import type { Fault } from '../world.ts'
import type { Invocation, NativeResult } from './invocation.ts'
import { free, natives } from './natives.ts'
import { grantKey, refused } from './page-config.ts'

const invocation = z.object({
  employeeId: z.string(),
  contactId: z.string().nullable().default(null),
  chatId: z.string().nullable().default(null),
  entry: z.string().default('single_chat_tools'),
  device: z.enum(['windows', 'mac', 'mobile']).default('windows'),
  name: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  url: z.string(),
})

/** What the client window asks the native side to do for the page in its frame. */
export function clientRoutes(engine: Engine): Router {
  const router = Router()
  router.post('/invoke', express.json({ limit: '1mb' }), async (request, response) => {
    const call = invocation.safeParse(request.body)
    if (!call.success) return void response.status(400).json({ error: z.prettifyError(call.error) })
    const fault = takeFault(engine, `js-sdk/${call.data.name}`)
    if (fault?.delayMs) await pause(fault.delayMs)
    if (fault?.drop) return void request.socket.destroy()
    const result = forced(call.data, fault) ?? invoke(engine, call.data)
    const { name, params, url } = call.data
    const ok = /:(ok|yes)$/.test(result.err_msg)
    log(engine, { kind: 'js-sdk', title: name, request: { url, params }, response: result, ok })
    response.json(result)
  })
  return router
}

function forced(call: Invocation, fault: Fault | undefined): NativeResult | undefined {
  if (fault?.cancel) return { err_msg: `${call.name}:cancel` }
  if (!fault?.errcode) return undefined
  return free.has(call.name)
    ? refused(fault.errcode)
    : { err_msg: `${call.name}:fail_no permission`, err_code: fault.errcode }
}

function invoke(engine: Engine, call: Invocation): NativeResult {
  const native = Object.hasOwn(natives, call.name) ? natives[call.name] : undefined
  if (!native) return { err_msg: `${call.name}:function not exist` }
  const granted = free.has(call.name) || engine.grants.get(grantKey(call))?.has(call.name)
  return granted ? native(engine, call) : { err_msg: `${call.name}:no permission` }
}
