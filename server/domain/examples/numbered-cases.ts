import { firstAddCases } from './first-add-cases.ts'
import { identityCases } from './identity-cases.ts'
import { lateCases } from './late-cases.ts'
import type { NumberedCase } from './numbered-case.ts'
import { targetCases } from './target-cases.ts'

/** The thirty tricky cases in the order of their numbers: what the guide shows and the tests play through. */
export const numberedCases: readonly NumberedCase[] = [
  ...firstAddCases,
  ...targetCases,
  ...lateCases,
  ...identityCases,
].toSorted((a, b) => a.number - b.number)
