import { useQueryCache } from '@pinia/colada'
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import type { ContactPage } from '#contract/contact.ts'
import { useAskAgain } from '../http/ask-again.ts'
import { onSignedOut } from '../http/signed-out.ts'
import { readOpening } from '../http/opening.ts'
import { followLiveUpdates, type LiveUpdateKind } from '../http/live-updates.ts'

const concerned: Record<Exclude<LiveUpdateKind, 'updated'>, string[]> = {
  verification: ['contact', 'group-chat', 'my-day', 'adds'],
  'my-day': ['my-day', 'adds'],
  'follow-up': ['contact', 'group-chat', 'follow-ups', 'assignments', 'my-day', 'branch'],
}

/** Names heard while an answer is under way are asked for once, when it is there: fifty updates are no fifty requests. */
function useAskInRounds(): (...names: string[]) => Promise<void> {
  const ask = useAskAgain()
  const due = new Set<string>()
  let round: Promise<void> | null = null

  async function askForAll(): Promise<void> {
    while (due.size > 0) {
      const names = [...due]
      due.clear()
      await ask(...names)
    }
  }
  return (...names) => {
    for (const name of names) due.add(name)
    round ??= askForAll().finally(() => (round = null))
    return round
  }
}

/** Asks again, through the ordinary routes, for what a live update says has changed. Turns true when the server runs another build than this page. */
export function useLiveUpdates(): Ref<boolean> {
  const cache = useQueryCache()
  const isOutdated = ref(false)
  const build = readOpening()?.build ?? ''
  const askAgain = useAskInRounds()
  const isDeciding = () =>
    cache.getEntries({ key: ['contact'], active: true }).some((entry) => {
      const page = entry.state.value.data as ContactPage | undefined
      return page?.verification.state === 'submitted' || page?.verification.state === 'challenge'
    })

  // A contact added this moment may be opened before WeCom has told us about the add.
  const hasMissingContact = () =>
    cache.getEntries({ key: ['contact'], active: true }).some((entry) => entry.state.value.status === 'error')

  let stop: (() => void) | undefined
  const forget = onSignedOut(() => stop?.())
  onMounted(() => {
    stop = followLiveUpdates({
      heard: (kind, id) => {
        if (kind === 'my-day' && hasMissingContact()) void askAgain('contact')
        if (kind !== 'updated') void askAgain(...concerned[kind])
        else if (build && id && id !== build) isOutdated.value = true
      },
      poll: () => askAgain('assignments', 'contact', 'my-day', 'follow-ups', 'adds', 'branch'),
      isDeciding,
    })
  })
  onBeforeUnmount(() => {
    forget()
    stop?.()
  })
  return isOutdated
}
