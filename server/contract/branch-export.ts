import { z } from 'zod'
import { verdictStatuses } from '../domain/add.ts'
import { exportFormats, exportKinds, exportRefusals, exportStates } from '../domain/branch-export.ts'
import { boardStates } from './branch-lists.ts'
import { route } from './route.ts'
import { askedDay, downloadFile, listOf, moment, ownId, person, wecomId } from './shared.ts'

const filter = {
  from: askedDay.nullable().default(null),
  to: askedDay.nullable().default(null),
  employeeId: wecomId.nullable().default(null),
  /** A verdict of adds or a state of follow-ups. */
  status: z
    .enum([...verdictStatuses, ...boardStates])
    .nullable()
    .default(null),
}

export const branchExport = z.object({
  id: z.string(),
  branch: person,
  kind: z.enum(exportKinds),
  format: z.enum(exportFormats),
  filter: z.object({ ...filter, status: z.string().nullable() }),
  /** `failed` when no attempt came to an end; `refused` says why. */
  state: z.enum(exportStates),
  refused: z.enum(exportRefusals).nullable(),
  rows: z.number().int().nullable(),
  fileName: z.string(),
  requestedAt: moment,
  expiresAt: moment,
})
export type BranchExport = z.output<typeof branchExport>

export const readExports = route({
  method: 'get',
  path: '/api/exports',
  summary: 'Exports the reader has asked for, the latest first; files are kept for seven days',
  reply: listOf(branchExport).extend({ asOf: moment }),
})

export const requestExport = route({
  method: 'post',
  path: '/api/branches/:id/exports',
  summary: 'Asks for members, adds or follow-ups of a branch as a file; an operator gives a reason (X-Reason)',
  params: z.strictObject({ id: wecomId }),
  body: z
    .strictObject({ kind: z.enum(exportKinds), format: z.enum(exportFormats), ...filter })
    .refine(({ from, to }) => from === null || to === null || from <= to, { path: ['to'] }),
  status: 201,
  reply: z.object({ export: branchExport }),
})

export const readExportFile = route({
  method: 'get',
  path: '/api/exports/:id/file',
  summary: 'The file, for whoever asked for it',
  params: z.strictObject({ id: ownId }),
  reply: downloadFile,
  as: 'download',
})

export const branchExportApi = [readExports, requestExport, readExportFile] as const
