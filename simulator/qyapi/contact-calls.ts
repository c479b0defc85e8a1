import { z } from 'zod'
import { findEmployee } from '../directory.ts'
import { type Engine, changed } from '../engine.ts'
import type { Relation } from '../world.ts'
import { type Call, get, post } from './call.ts'
import { contactOf, externalContact, follower, relationOf, tagsOf, visibleRelations } from './contact-shapes.ts'
import { page } from './cursor.ts'
import { WeComError } from './errors.ts'

const followersPerPage = 500

export const contactCalls: Call[] = [
  get('externalcontact/get_follow_user_list', {
    empty: { follow_user: [] },
    params: z.object({}),
    answer: ({ engine }) => ({
      follow_user: engine.world.employees.filter((one) => one.hasCustomerContact).map((one) => one.id),
    }),
  }),
  get('externalcontact/list', {
    empty: { external_userid: [] },
    params: z.object({ userid: z.string().min(1) }),
    answer: ({ engine }, { userid }) => {
      const followed = ofEmployee(engine, userid)
      if (followed.length === 0) throw new WeComError(84061)
      return { external_userid: followed.map((relation) => relation.contactId) }
    },
  }),
  get('externalcontact/get', {
    empty: { external_contact: {}, follow_user: [], next_cursor: '' },
    params: z.object({ external_userid: z.string().min(1), cursor: z.string().default('') }),
    answer: ({ engine }, params) => {
      const contact = contactOf(engine.world, params.external_userid)
      const followers = visibleRelations(engine.world).filter((relation) => relation.contactId === contact.id)
      if (followers.length === 0) throw new WeComError(84061)
      const { part, next } = page(followers, params.cursor, followersPerPage)
      const shaped = part.map((relation) => ({ ...follower(relation), tags: tagsOf(engine.world, relation) }))
      return {
        external_contact: externalContact(engine, contact),
        follow_user: shaped,
        ...(next ? { next_cursor: next } : {}),
      }
    },
  }),
  post('externalcontact/batch/get_by_user', {
    empty: { external_contact_list: [], next_cursor: '' },
    params: z.object({
      userid_list: z.array(z.string()).min(1).max(100),
      cursor: z.string().default(''),
      limit: z.number().int().positive().default(50),
    }),
    answer: ({ engine }, { userid_list: userids, cursor, limit }) => {
      const relations = userids.flatMap((userid) => ofEmployee(engine, userid))
      const { part, next } = page(relations, cursor, Math.min(limit, 100))
      return {
        external_contact_list: part.map((relation) => listed(engine, relation)),
        next_cursor: next,
        fail_info: { unlicensed_userid_list: [] },
      }
    },
  }),
  post('externalcontact/remark', {
    params: z.object({
      userid: z.string(),
      external_userid: z.string(),
      remark: z.string().max(20).optional(),
      description: z.string().max(150).optional(),
      remark_company: z.string().max(20).optional(),
      remark_mobiles: z.array(z.string()).optional(),
      remark_pic_mediaid: z.string().optional(),
    }),
    answer: ({ engine }, params) => {
      const relation = relationOf(engine.world, params.userid, params.external_userid)
      const { remark, description, remark_mobiles: mobiles } = params
      const given = [remark, description, mobiles, params.remark_company, params.remark_pic_mediaid]
      if (given.every((value) => value === undefined)) throw new WeComError(40035)
      relation.remark = remark ?? relation.remark
      relation.description = description ?? relation.description
      relation.remarkMobiles = mobiles?.filter((mobile) => mobile !== '') ?? relation.remarkMobiles
      changed(engine)
      return {}
    },
  }),
]

function ofEmployee(engine: Engine, userid: string): Relation[] {
  const employee = findEmployee(engine.world, userid)
  if (!employee) throw new WeComError(40003)
  return visibleRelations(engine.world).filter((relation) => relation.employeeId === employee.id)
}

function listed(engine: Engine, relation: Relation) {
  const contact = contactOf(engine.world, relation.contactId)
  const corpTags = tagsOf(engine.world, relation).flatMap((tag) => tag.tag_id ?? [])
  return {
    external_contact: externalContact(engine, contact),
    follow_info: { ...follower(relation), tag_id: corpTags },
  }
}
