import { z } from 'zod'
import type { Clock } from '../ports.ts'
import type { CorpTagGroup } from '../wecom-port.ts'
import type { Call } from './call.ts'

const answer = z.object({
  tag_group: z
    .array(
      z.object({
        group_name: z.string(),
        order: z.number().default(0),
        tag: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            order: z.number().default(0),
            deleted: z.boolean().default(false),
          }),
        ),
      }),
    )
    .default([]),
})
const keptFor = 600_000

export type CorpTags = {
  /** Asked for once in ten minutes. */
  read(): Promise<CorpTagGroup[]>
  /** What is kept is out of date: the next reader asks anew. */
  drop(): void
}

/** The corp's own tags in WeCom's order, without those it has deleted. */
export function createCorpTags(call: Call, clock: Clock): CorpTags {
  let kept: { groups: CorpTagGroup[]; at: Date } | null = null
  return {
    async read() {
      const at = clock.now()
      if (kept && at.getTime() - kept.at.getTime() < keptFor) return kept.groups
      const { tag_group: given } = await call('externalcontact/get_corp_tag_list', { body: {}, schema: answer })
      const groups = given.toSorted(byOrder).map(({ group_name: name, tag }) => ({
        name,
        tags: tag
          .filter(({ deleted }) => !deleted)
          .toSorted(byOrder)
          .map((one) => ({ id: one.id, name: one.name })),
      }))
      kept = { groups, at }
      return groups
    },
    drop() {
      kept = null
    },
  }
}

/** A greater `order` stands further in front (developer.work.weixin.qq.com/document/path/92117). */
const byOrder = (one: { order: number }, other: { order: number }): number => other.order - one.order
