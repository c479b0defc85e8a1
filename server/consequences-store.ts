import type { Reader } from './ports.ts'

/** Everybody who is related with the contact now: whose open sidebar may show it. */
export async function findRelatedEmployees(reader: Reader, contactId: string): Promise<string[]> {
  const related = await reader
    .selectFrom('relation')
    .select('employeeId')
    .distinct()
    .where('contactId', '=', contactId)
    .where('endedAt', 'is', null)
    .execute()
  return related.map((relation) => relation.employeeId)
}
