import { loadDueChoices, loadOutbox, loadPendingList } from '../features/follow-up/load-offline.ts'
import { useAskAgain } from '../http/ask-again.ts'
import { whenIdle } from '../http/when-idle.ts'
import { useSession } from '../shell/session.ts'

export const loadFirstConversation = () => import('../features/follow-up/FirstConversation.vue')

/** Opens, while nothing else is to be done, the outbox of whoever is signed in: what waits there is shown and sent, and a lost network finds its code here. */
export function usePendingWrites(): () => void {
  const session = useSession()
  const askAgain = useAskAgain()
  const sent = () => void askAgain('follow-ups', 'contact', 'my-day')

  async function open(): Promise<void> {
    const employeeId = session.session?.employee.id
    if (!employeeId) return
    const parts = [loadPendingList(), loadDueChoices(), loadFirstConversation()]
    const [outbox] = await Promise.all([loadOutbox(), ...parts])
    await outbox.openOutbox(employeeId, sent)
  }
  return () => whenIdle(open)
}
