/** That somebody worked in a branch from then on, until the next. */
export type BranchStay = { branchId: string; from: Date }

/** The branch at that moment; what is known first goes for all the time before it, and nothing known is no branch. */
export function branchAt(stays: readonly BranchStay[], at: Date): string {
  const inOrder = stays.toSorted((a, b) => a.from.getTime() - b.from.getTime() || (a.branchId < b.branchId ? -1 : 1))
  return (inOrder.findLast(({ from }) => from <= at) ?? inOrder[0])?.branchId ?? ''
}
