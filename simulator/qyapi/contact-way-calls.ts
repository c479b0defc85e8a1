import { z } from 'zod'
import { findEmployee } from '../directory.ts'
import { changed, nextSecret, nowIso, originOf } from '../engine.ts'
import { secondsOf } from '../shanghai.ts'
import type { ContactWay, World } from '../world.ts'
import { type Call, post } from './call.ts'
import { page } from './cursor.ts'
import { WeComError } from './errors.ts'

const fields = {
  remark: z.string().max(30).optional(),
  state: z.string().max(30).optional(),
  skip_verify: z.boolean().optional(),
  user: z.array(z.string()).max(100).optional(),
}
const byId = z.object({ config_id: z.string() })

export const contactWayCalls: Call[] = [
  post('externalcontact/add_contact_way', {
    empty: { config_id: '' },
    params: z.object({
      type: z.union([z.literal(1), z.literal(2)]),
      scene: z.union([z.literal(1), z.literal(2)]),
      ...fields,
    }),
    answer: ({ engine }, params) => {
      const users = params.user ?? []
      if (params.type === 1 && users.length !== 1) throw new WeComError(41039)
      if (users.some((userid) => !findEmployee(engine.world, userid))) throw new WeComError(40003)
      const way: ContactWay = {
        configId: nextSecret(engine, 'contact way', 32),
        type: params.type,
        scene: params.scene,
        remark: params.remark ?? '',
        state: params.state ?? '',
        skipVerify: params.skip_verify ?? true,
        employeeIds: users,
        createdAt: nowIso(engine),
      }
      engine.world.contactWays.push(way)
      changed(engine)
      return { config_id: way.configId, ...(way.scene === 2 ? { qr_code: qrAddress(originOf(engine), way) } : {}) }
    },
  }),
  post('externalcontact/get_contact_way', {
    empty: { contact_way: {} },
    params: byId,
    answer: ({ engine }, params) => ({ contact_way: shape(originOf(engine), wayOf(engine.world, params.config_id)) }),
  }),
  post('externalcontact/list_contact_way', {
    empty: { contact_way: [], next_cursor: '' },
    params: z.object({
      start_time: z.number().int().optional(),
      end_time: z.number().int().optional(),
      cursor: z.string().default(''),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    answer: ({ engine }, { start_time: from = 0, end_time: to = Number.MAX_SAFE_INTEGER, cursor, limit }) => {
      const made = engine.world.contactWays.filter(
        (way) => from <= secondsOf(way.createdAt) && secondsOf(way.createdAt) <= to,
      )
      const { part, next } = page(made, cursor, limit)
      return { contact_way: part.map((way) => ({ config_id: way.configId })), next_cursor: next }
    },
  }),
  post('externalcontact/update_contact_way', {
    params: z.object({ config_id: z.string(), ...fields }),
    answer: ({ engine }, params) => {
      const way = wayOf(engine.world, params.config_id)
      way.remark = params.remark ?? way.remark
      way.state = params.state ?? way.state
      way.skipVerify = params.skip_verify ?? way.skipVerify
      way.employeeIds = params.user ?? way.employeeIds
      changed(engine)
      return {}
    },
  }),
  post('externalcontact/del_contact_way', {
    params: byId,
    answer: ({ engine }, params) => {
      const way = wayOf(engine.world, params.config_id)
      engine.world.contactWays = engine.world.contactWays.filter((one) => one !== way)
      changed(engine)
      return {}
    },
  }),
]

function wayOf(world: World, configId: string): ContactWay {
  const found = world.contactWays.find((way) => way.configId === configId)
  if (!found) throw new WeComError(41042)
  return found
}

function qrAddress(origin: string, way: ContactWay): string {
  return `${origin}/qr/${way.configId}.svg`
}

function shape(origin: string, way: ContactWay) {
  return {
    config_id: way.configId,
    type: way.type,
    scene: way.scene,
    remark: way.remark,
    skip_verify: way.skipVerify,
    state: way.state,
    ...(way.scene === 2 ? { qr_code: qrAddress(origin, way) } : {}),
    user: way.employeeIds,
    party: [],
  }
}
