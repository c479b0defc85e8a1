import { computed } from 'vue'
import { useSession } from './session.ts'

/** What the reader leads, and the branch that is shown unless another is asked for. */
export function useLedBranches() {
  const session = useSession()
  const leads = computed(() => session.session?.leads ?? [])
  const more = computed(() => session.session?.moreLeads ?? false)
  return { leads, more, usual: computed(() => leads.value[0] ?? session.branch) }
}
