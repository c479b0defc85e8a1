import { createStore, del, entries, get, set } from 'idb-keyval'
import { ref, watch, type Ref } from 'vue'
import { readOpening } from '../../http/opening.ts'

const KEPT_MS = 14 * 86_400_000

type Draft = { text: string; keptAt: number }
const store = createStore('zhenke-notes', 'drafts')

/** The note somebody is writing about `about`, a follow-up or a contact: kept on this device, for this employee, until the server has it. */
export function useNoteDraft(about: string): { note: Ref<string>; forget: () => void } {
  const place = `${readOpening()?.session.employee.id ?? ''} ${about}`
  const note = ref('')
  const forget = () => quietly(() => del(place, store))

  quietly(async () => {
    await sweep()
    const kept = await get<Draft>(place, store)
    if (kept && note.value === '') note.value = kept.text
  })
  watch(note, (text) => {
    if (text === '') forget()
    else quietly(() => set(place, { text, keptAt: Date.now() } satisfies Draft, store))
  })
  return { note, forget }
}

/** Whosever it is: nobody comes back for it. */
async function sweep(): Promise<void> {
  for (const [place, { keptAt }] of await entries<string, Draft>(store))
    if (keptAt < Date.now() - KEPT_MS) await del(place, store)
}

/** A device that keeps nothing still lets one write. */
const quietly = (act: () => Promise<unknown>): void =>
  void Promise.resolve()
    .then(act)
    .catch(() => undefined)
