type Place = { id: string; parentId: string | null }

/** For any branch: it and all above it, nearest first; a circle in the directory ends it. */
export function branchChains(branches: readonly Place[]): (branchId: string) => string[] {
  const above = new Map(branches.map(({ id, parentId }) => [id, parentId]))
  const known = new Map<string, string[]>()
  return (branchId) => {
    const chain = known.get(branchId) ?? climb(above, branchId)
    known.set(branchId, chain)
    return chain
  }
}

function climb(above: ReadonlyMap<string, string | null>, branchId: string): string[] {
  const chain: string[] = []
  for (let id: string | null = branchId; id !== null && !chain.includes(id); id = above.get(id) ?? null) chain.push(id)
  return chain
}
