import { onBeforeUnmount, ref, watch } from 'vue'

const PAUSE_MS = 300

/** What stands in a search field, and what is looked for: the same once nobody has typed for a moment. */
export function useTypedSearch() {
  const typed = ref('')
  const search = ref('')
  let pause: ReturnType<typeof setTimeout> | undefined
  watch(typed, (text) => {
    clearTimeout(pause)
    pause = setTimeout(() => (search.value = text.trim()), PAUSE_MS)
  })
  onBeforeUnmount(() => clearTimeout(pause))
  return { typed, search }
}
