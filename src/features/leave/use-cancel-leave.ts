import { post } from '../../http/api.ts'
import { useAskAgain } from '../../http/ask-again.ts'
import { useWrite } from '../../http/use-write.ts'
import { useLeaveWords } from '../../i18n/leave-words.ts'
import { announce } from '../../ui/announce.ts'

/** Cancels a leave and asks again for what shows it. */
export function useCancelLeave() {
  const own = useLeaveWords()
  const askAgain = useAskAgain()
  const cancelling = useWrite((key: string, id: string) =>
    post('/api/leave/:id/cancellation', { params: { id }, body: {}, key }),
  )
  async function cancel(id: string): Promise<void> {
    if (!(await cancelling.run(id))) return
    announce(own.value.cancelled)
    askAgain('leave', 'branch')
  }
  return { cancel, cancelling }
}
