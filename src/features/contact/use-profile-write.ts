import { shallowRef } from 'vue'
import { post } from '../../http/api.ts'
import { useAskAgain } from '../../http/ask-again.ts'
import { useWrite } from '../../http/use-write.ts'
import { useProfileWords } from '../../i18n/profile-words.ts'
import { announce } from '../../ui/announce.ts'

export type ChosenTag = { id: string; name: string; group: string }
export type ProfileChange = { remark: string } | { add: ChosenTag[]; remove: ChosenTag[] }

/**
 * A change that is shown as wanted until WeCom has said yes. A refused one is no longer shown as if it were so; `wanted` keeps it for
 * another try.
 */
export function useProfileWrite<Change extends ProfileChange>(contactId: () => string) {
  const own = useProfileWords()
  const askAgain = useAskAgain()
  const wanted = shallowRef<Change | null>(null)
  const write = useWrite((key: string, change: Change): Promise<object> => send(contactId(), change, key))

  async function run(change: Change): Promise<void> {
    wanted.value = change
    if (!(await write.run(change))) return
    await askAgain('contact')
    announce(own.value.saved)
    wanted.value = null
  }
  const again = () => (wanted.value ? run(wanted.value) : undefined)
  return { wanted, pending: write.pending, problem: write.problem, run, again }
}

const ids = (tags: ChosenTag[]) => tags.map(({ id }) => id)

function send(id: string, change: ProfileChange, key: string): Promise<object> {
  if ('remark' in change) return post('/api/contacts/:id/remark', { params: { id }, body: change, key })
  const body = { add: ids(change.add), remove: ids(change.remove) }
  return post('/api/contacts/:id/tags', { params: { id }, body, key })
}
