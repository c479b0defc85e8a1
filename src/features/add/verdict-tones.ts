import type { Verdict } from '#contract/add.ts'

/** Nothing here is red: that a contact does not count is no fault. */
export const toneOfVerdict = {
  awaiting: 'wait',
  effective: 'good',
  held: 'brand',
  void: 'plain',
} as const satisfies Record<Verdict['status'], string>
