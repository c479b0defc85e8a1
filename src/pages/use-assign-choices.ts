import { computed, ref, watch } from 'vue'
import type { AssignmentFilter } from '#contract/assignment.ts'
import { useOverview } from '../features/branch/branch-queries.ts'
import { useBranchesBelow, usePeopleOf } from '../http/branch-choices.ts'
import { useLedBranches } from '../shell/led-branches.ts'

/** Who and which branches can be chosen: of the filter's branch, or of all that the reader leads. Of the `takers` only those who are among them stay. */
export function useAssignChoices(filter: () => AssignmentFilter, isFiltering: () => boolean) {
  const { leads, more, usual } = useLedBranches()
  const roots = computed(() => (leads.value.length > 0 ? leads.value : [usual.value ?? []].flat()))
  const rootIds = computed(() => roots.value.map(({ id }) => id))
  const { data: overview } = useOverview(() => filter().branch ?? usual.value?.id ?? '')
  const staff = usePeopleOf(() => [filter().branch ?? rootIds.value].flat())
  const below = useBranchesBelow(() => [...new Set([...rootIds.value, filter().branch ?? []].flat())], isFiltering)

  const people = computed(() => staff.data.value?.items ?? [])
  const branches = computed(() => {
    const all = [...roots.value, overview.value?.branch ?? [], ...(below.data.value?.items ?? [])].flat()
    return [...new Map(all.map((one) => [one.id, one])).values()]
  })

  const picked = ref<string[]>([])
  const takers = computed({
    get: () => picked.value.filter((taker) => people.value.some(({ id }) => id === taker)),
    set: (ids: string[]) => (picked.value = ids),
  })
  watch(staff.data, (read) => {
    if (read) picked.value = takers.value
  })
  return {
    people,
    branches,
    takers,
    isReading: computed(() => staff.isLoading.value),
    isCut: computed(() => ({
      people: (more.value && !filter().branch) || (staff.data.value?.isCut ?? false),
      branches: more.value || (below.data.value?.isCut ?? false),
    })),
    error: computed(() => staff.error.value ?? below.error.value),
    askAgain: () => Promise.all([staff, below].filter(({ error }) => error.value).map(({ refetch }) => refetch())),
  }
}
