import { hasTalkedWith } from '../../conversation-store.ts'
import { isOwed } from '../../owed-follow-ups-store.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

/** Open follow-ups given out to these branches' employees whose hour has passed, those of people who left among them. */
export async function countOwedIn(reader: Reader, branchIds: string[], now: Date): Promise<number> {
  const { count } = await reader
    .selectFrom('followUp')
    .innerJoin('employee', 'employee.id', 'followUp.assigneeId')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('employee.branchId', '=', anyOf(branchIds))
    .where(isOwed('owed', now))
    .executeTakeFirstOrThrow()
  return count
}

/** Open follow-ups of people who left: nobody does them until they are handed on. */
export async function countOfLeavers(reader: Reader, branchIds: string[], now: Date): Promise<number> {
  const { count } = await reader
    .selectFrom('followUp')
    .innerJoin('employee', 'employee.id', 'followUp.assigneeId')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('employee.branchId', '=', anyOf(branchIds))
    .where(isOwed('left', now))
    .executeTakeFirstOrThrow()
  return count
}

/** Verified contacts of these branches' employees, private ones left out, with whom nobody has talked yet: what is only assigned is still owed. */
export async function countUncaredFor(reader: Reader, branchIds: string[]): Promise<number> {
  const { count } = await reader
    .selectFrom('verification')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('verification.state', '=', 'verified')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('relation')
          .innerJoin('employee', 'employee.id', 'relation.employeeId')
          .select('relation.contactId')
          .whereRef('relation.contactId', '=', 'verification.contactId')
          .where('relation.endedAt', 'is', null)
          .where('employee.branchId', '=', anyOf(branchIds))
          .where('employee.state', '=', 'active')
          .where(({ not, exists: marked, selectFrom: from }) =>
            not(
              marked(
                from('add')
                  .select('add.id')
                  .whereRef('add.employeeId', '=', 'relation.employeeId')
                  .whereRef('add.contactId', '=', 'relation.contactId')
                  .where('add.privateAt', 'is not', null),
              ),
            ),
          ),
      ),
    )
    .where(({ not }) => not(hasTalkedWith('verification.contactId')))
    .executeTakeFirstOrThrow()
  return count
}
