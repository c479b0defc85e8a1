import { computed, ref, watch } from 'vue'
import { useBranchesBelow, usePeopleOf } from '../../http/branch-choices.ts'

type Named = { id: string; name: string }

/**
 * Who can stand in: everybody of these branches but `but`; branch by branch where there are several, or too many people to list.
 * Begins with `first`, which may be one more.
 */
export function useDeputies(branches: readonly Named[], but: string, first: Named | null) {
  const rootIds = branches.map(({ id }) => id)
  const branchId = ref(first?.id ?? '')
  const { data: staff, error, refetch } = usePeopleOf(() => (branchId.value ? [branchId.value] : rootIds))

  const byBranch = ref(branches.length > 1)
  watch(staff, (read) => (byBranch.value ||= read?.isCut ?? false), { immediate: true })
  const { data: below } = useBranchesBelow(
    () => [...new Set([...rootIds, ...(branchId.value ? [branchId.value] : [])])],
    () => byBranch.value,
  )
  /** All that were listed so far, so that the chosen one stays among them. */
  const listed = ref(new Map([...branches, ...(first ? [first] : [])].map(({ id, name }) => [id, name])))
  watch(
    below,
    (read) => {
      for (const { id, name } of read?.items ?? []) listed.value.set(id, name)
    },
    { immediate: true },
  )
  return {
    branchId,
    byBranch,
    branches: computed(() => [...listed.value].map(([id, name]) => ({ id, name }))),
    deputies: computed(() => staff.value?.items.filter(({ id }) => id !== but)),
    isCut: computed(() => ({ people: staff.value?.isCut ?? false, branches: below.value?.isCut ?? false })),
    error,
    refetch,
  }
}
