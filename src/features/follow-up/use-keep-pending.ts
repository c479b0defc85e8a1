import { ref } from 'vue'
import { usePendingWords } from '../../i18n/pending-words.ts'
import { announce } from '../../ui/announce.ts'
import { loadOutbox } from './load-offline.ts'
import type { PendingAct } from './pending-writes.ts'

type Subject = { id: string | null; title: string; contact: { id: string; name: string } }

/** Keeps on this device what the server could not be told. `key` is that of the try whose outcome is unknown. */
export function useKeepPending({ id, title, contact }: Subject) {
  const words = usePendingWords()
  const failed = ref(false)

  /** False when this device cannot keep it: `failed` says so. */
  async function keep(key: string, act: PendingAct): Promise<boolean> {
    failed.value = false
    const row = { title, contactId: contact.id, contactName: contact.name }
    try {
      const outbox = await loadOutbox()
      await outbox.keepPending({ key, followUpId: id, row, act })
    } catch {
      // No network to fetch the code, or a browser that keeps nothing: the form stays as it is and says so.
      failed.value = true
      return false
    }
    announce(words.value.kept)
    return true
  }
  return { keep, failed }
}
