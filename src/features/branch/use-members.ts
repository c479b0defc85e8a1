import { computed, ref, watch } from 'vue'
import { useMember, useMoreMembers, type Overview } from './branch-queries.ts'

/** The members read so far, those of the overview first, and the one who is chosen wherever they stand in the list. */
export function useMembers(branchId: () => string, overview: () => Overview | undefined, employeeId: () => string) {
  const wanted = ref(false)
  watch(branchId, () => (wanted.value = false))
  const further = useMoreMembers(
    branchId,
    () => overview()?.nextMembers ?? null,
    () => wanted.value,
  )
  const members = computed(() => {
    const rows = [...(overview()?.members ?? []), ...(further.data.value?.pages.flatMap(({ items }) => items) ?? [])]
    // Somebody whose need has changed between two pages may be on both.
    return [...new Map(rows.map((row) => [row.employee.id, row])).values()]
  })
  const listed = computed(() => members.value.find(({ employee }) => employee.id === employeeId())?.employee ?? null)
  const strange = () => (overview()?.may.assign && employeeId() && !listed.value ? employeeId() : null)
  const other = useMember(branchId, strange)
  const isSeeking = computed(() => strange() !== null && !other.data.value && !other.error.value)
  const chosen = computed(() => listed.value ?? (strange() ? (other.data.value?.items[0]?.employee ?? null) : null))

  function readMore(): void {
    if (wanted.value) void further.loadNextPage()
    wanted.value = true
  }
  return {
    members,
    chosen,
    isSeeking,
    hasMore: computed(() =>
      wanted.value && further.data.value ? further.hasNextPage.value : (overview()?.nextMembers ?? null) !== null,
    ),
    isReading: computed(() => wanted.value && further.isLoading.value),
    readMore,
  }
}
