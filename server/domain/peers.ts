import { medianOf, type FunnelSums } from './funnel.ts'

/** With fewer, a median would say of whom it is. */
const LEAST_PEERS = 5
/** A share of fewer adds says more about chance than about a branch. */
const LEAST_ADDS = 10

export type PeerSums = FunnelSums & { branchId: string; effective: number; employees: number }

export const peerFigures = ['verifiedShare', 'followedUpShare', 'effectivePerHead'] as const
export type PeerFigure = (typeof peerFigures)[number]
export type Comparison = { figure: PeerFigure; own: number; median: number }

const figures: Record<PeerFigure, (sums: PeerSums) => number | null> = {
  verifiedShare: ({ verified, added }) => (added < LEAST_ADDS ? null : verified / added),
  followedUpShare: ({ followedUp, verified }) => (verified < LEAST_ADDS ? null : followedUp / verified),
  effectivePerHead: ({ effective, employees }) => (employees === 0 ? null : effective / employees),
}

/** The branch beside the median of the others; a figure that too few of them have, or that it has none of, is not there. */
export function compareWithPeers(all: readonly PeerSums[], branchId: string): Comparison[] {
  const own = all.find((one) => one.branchId === branchId)
  if (!own) return []
  const peers = all.filter((one) => one.branchId !== branchId)
  return peerFigures.flatMap((figure) => {
    const value = figures[figure](own)
    const median = medianOf(
      peers.flatMap((one) => figures[figure](one) ?? []),
      LEAST_PEERS,
    )
    return value === null || median === null ? [] : [{ figure, own: value, median }]
  })
}

/** Each branch with the same parent, this one too, with itself and all below it. */
export function branchesBeside(
  tree: readonly { id: string; parentId: string | null }[],
  branchId: string,
): Map<string, string[]> {
  const own = tree.find(({ id }) => id === branchId)
  const below = new Map<string | null, string[]>()
  for (const { id, parentId } of tree) {
    const children = below.get(parentId)
    if (children) children.push(id)
    else below.set(parentId, [id])
  }
  const beside = own ? (below.get(own.parentId) ?? []) : []
  return new Map(beside.map((id) => [id, withAllBelow(below, id)]))
}

/** A directory that was read half may hold a circle; each branch is taken once. */
function withAllBelow(below: ReadonlyMap<string | null, string[]>, root: string): string[] {
  const found = new Set([root])
  for (const id of found) for (const child of below.get(id) ?? []) found.add(child)
  return [...found]
}
