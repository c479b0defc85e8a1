import { toShanghaiIso } from '../../domain/business-day.ts'
import { writeCsv } from '../../domain/csv.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { recordWords } from '../../domain/record-words.ts'
import type { MyRecord } from './read-my-record.ts'

/** The record as one table: adds, then entries, then closed days; each column means the same in every row. */
export function writeMyRecord({ adds, credits, days, asOf }: MyRecord, { locale }: EmployeeActor) {
  const { header, kinds, statuses } = recordWords(locale)
  const text = writeCsv([
    header,
    ...adds.map(({ addedAt, contact, verdict, channel }): CsvCell[] => {
      const told = [contact.name, statuses[verdict.status], verdict.sentence, channel]
      return [kinds.add, shown(addedAt), ...told, ...nothing(6)]
    }),
    ...credits.map(({ day, contact, amount, reason }): CsvCell[] => {
      return [kinds.credit, day, contact?.name ?? null, null, reason, null, amount, ...nothing(5)]
    }),
    ...days.map(({ day, target, weight, gained, lost, added }): CsvCell[] => {
      return [kinds.day, day, ...nothing(5), target, weight, gained, lost, added]
    }),
  ])
  return { name: `zhenke-record-${toShanghaiIso(asOf).slice(0, 10)}.csv`, text }
}

type CsvCell = string | number | null

const nothing = (cells: number): null[] => Array.from({ length: cells }, () => null)

const shown = (moment: Date): string => toShanghaiIso(moment).slice(0, 16).replace('T', ' ')
