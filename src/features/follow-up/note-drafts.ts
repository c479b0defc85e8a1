import { ref, watch, type Ref } from 'vue'

const placeOf = (followUpId: string) => `zhenke-note-${followUpId}`

/** The note somebody is writing, kept on this device until the server has it. */
export function useNoteDraft(followUpId: string): { note: Ref<string>; forget: () => void } {
  const note = ref(localStorage.getItem(placeOf(followUpId)) ?? '')
  watch(note, (text) =>
    text ? localStorage.setItem(placeOf(followUpId), text) : localStorage.removeItem(placeOf(followUpId)),
  )
  return { note, forget: () => localStorage.removeItem(placeOf(followUpId)) }
}
