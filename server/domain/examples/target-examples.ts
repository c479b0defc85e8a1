import { amountExamples } from './amount-examples.ts'
import { calendarExamples } from './calendar-examples.ts'
import { carryExamples } from './carry-examples.ts'
import { personExamples } from './person-examples.ts'
import type { TargetExample } from './target-example.ts'
import { versionExamples } from './version-examples.ts'

/** Every worked example on targets: what the guide shows and the tests work out. */
export const targetExamples: readonly TargetExample[] = [
  ...amountExamples,
  ...carryExamples,
  ...calendarExamples,
  ...versionExamples,
  ...personExamples,
]
