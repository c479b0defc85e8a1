import { addDays, businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { numberedCases } from '../../domain/examples/numbered-cases.ts'
import { exampleGroups, type Said } from '../../domain/examples/target-example.ts'
import { targetExamples } from '../../domain/examples/target-examples.ts'
import { groupTitles, guideRules } from '../../domain/guide-words.ts'
import { defaultParameters } from '../../domain/policy.ts'
import { Problem } from '../../domain/problem.ts'
import { versionWords } from '../../domain/target-words.ts'
import type { Ports } from '../../ports.ts'
import { readBranchNames } from './figure-store.ts'
import { readOwnDays } from './my-day-store.ts'
import { ownBook } from './own-book.ts'

/** How counting works for the actor today: the rules of the policy version by which their adds are judged, and worked examples. */
export async function readGuide(actor: EmployeeActor, ports: Ports) {
  const asOf = ports.clock.now()
  const today = businessDayOf(asOf)
  const range = { from: today, to: addDays(today, 1) }
  const own = await readOwnDays(ports.database.read, actor, { days: range, month: range, target: range, asOf })
  if (!own) throw new Problem('session/not-in-directory')
  const book = ownBook(actor, ports, own, asOf)
  const version = book.judgedBy(today)
  const names = await readBranchNames(ports.database.read, version?.branchId ? [version.branchId] : [])
  const branchName = version?.branchId ? (names.get(version.branchId) ?? version.branchId) : null
  const { locale } = actor
  const told = ({ number, given, expected }: { number: number; given: Said; expected: Said }) => {
    const language = locale === 'en' ? 'en' : 'zh'
    return { number, given: given[language], expected: expected[language] }
  }
  return {
    policy: version && { id: version.id, words: versionWords(version, branchName, locale) },
    rules: guideRules({ ...defaultParameters, ...version?.parameters }, locale),
    targets: exampleGroups.map((group) => ({
      title: groupTitles[group][locale],
      examples: targetExamples.filter((example) => example.group === group).map(told),
    })),
    cases: numberedCases.map(told),
    asOf,
  }
}
