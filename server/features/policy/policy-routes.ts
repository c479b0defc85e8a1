import * as contract from '../../contract/policy.ts'
import { businessDayOf, toShanghaiIso } from '../../domain/business-day.ts'
import type { Locale } from '../../domain/employee.ts'
import type { FileFault } from '../../domain/policy-file.ts'
import { Problem } from '../../domain/problem.ts'
import { tellProblem } from '../../http/problem-words.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { confirmChange, refuseChange, withdrawChange } from './decide-change.ts'
import { exportPolicies } from './export-policies.ts'
import { importPolicies, previewImport } from './import-policies.ts'
import { listBranches } from './list-branches.ts'
import { previewChange } from './preview-change.ts'
import { proposeChange } from './propose-change.ts'
import { readChanges } from './read-changes.ts'
import { readEffect } from './read-effect.ts'
import { readTimeLines } from './read-time-lines.ts'
import type { ChangeView } from './view-change.ts'

export const policyRoutes: Route[] = [
  forEmployee(contract.readPolicies, async ({ actor, ports, query }) => {
    const asked = { scope: query.scope ?? null, cursor: query.cursor ?? null }
    const { items, nextCursor, today } = await readTimeLines(actor, ports, asked)
    const lines = items.map((line) => ({
      ...line,
      versions: line.versions.map((version) => ({ ...version, createdAt: toShanghaiIso(version.createdAt) })),
    }))
    return { items: lines, nextCursor, today }
  }),
  forEmployee(contract.previewPolicies, ({ actor, ports, body }) => previewChange(actor, ports, body)),
  forEmployee(contract.changePolicies, async ({ actor, ports, body }) => ({
    change: toReply(await proposeChange(actor, ports, body)),
  })),
  forEmployee(contract.withdrawPolicy, async ({ actor, ports, params, body }) => {
    const change = { versions: [], withdrawals: [params.id], reason: body.reason }
    return { change: toReply(await proposeChange(actor, ports, change)) }
  }),
  forEmployee(contract.exportPolicies, async ({ actor, ports }) => {
    const text = await exportPolicies(actor, ports)
    return { name: `target-policies-${businessDayOf(ports.clock.now())}.csv`, text }
  }),
  forEmployee(contract.previewImport, async ({ actor, ports, body }) => {
    const { faults, moreFaults, ...preview } = await previewImport(actor, ports, body)
    return { ...preview, errors: faults.map((fault) => errorOf(fault, actor.locale)), moreErrors: moreFaults }
  }),
  forEmployee(contract.importPolicies, async ({ actor, ports, body }) => ({
    change: toReply(await importPolicies(actor, ports, body)),
  })),
  forEmployee(contract.readPolicyChanges, async ({ actor, ports, query }) => {
    const asked = { state: query.state ?? null, cursor: query.cursor ?? null }
    const { items, nextCursor } = await readChanges(actor, ports, asked)
    return { items: items.map(toReply), nextCursor }
  }),
  forEmployee(contract.readPolicyEffect, ({ actor, ports, params }) => readEffect(actor, ports, params)),
  forEmployee(contract.confirmPolicyChange, async ({ actor, ports, params }) => ({
    change: toReply(await confirmChange(actor, ports, params)),
  })),
  forEmployee(contract.refusePolicyChange, async ({ actor, ports, params, body }) => ({
    change: toReply(await refuseChange(actor, ports, { ...params, ...body })),
  })),
  forEmployee(contract.withdrawPolicyChange, async ({ actor, ports, params }) => ({
    change: toReply(await withdrawChange(actor, ports, params)),
  })),
  forEmployee(contract.readBranches, async ({ actor, ports }) => ({
    items: await listBranches(actor, ports),
    nextCursor: null,
  })),
]

const toReply = (view: ChangeView): contract.PolicyChangeEntry => ({
  ...view,
  before: view.sumBefore,
  after: view.sumAfter,
  proposedAt: toShanghaiIso(view.proposedAt),
  decidedAt: view.decidedAt && toShanghaiIso(view.decidedAt),
})

/** A fault in a file says what the same fault says of a version that is typed. */
const errorOf = ({ row, column, code, facts }: FileFault, locale: Locale) => ({
  row,
  column,
  code,
  sentence: tellProblem(new Problem(code, facts), locale, '').detail,
})
