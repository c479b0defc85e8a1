import { viaBridge } from './bridge.ts'
import { BridgeFailure, wordsOf } from './bridge-failure.ts'

/** Opens the chat with a contact in WeCom; throws BridgeFailure when that cannot be done. */
export async function openChatWith(contactId: string): Promise<'opened' | 'cancelled'> {
  return viaBridge(async (sdk) => {
    try {
      await sdk.openEnterpriseChat({ externalUserIds: [contactId], groupName: '' })
      return 'opened'
    } catch (fault) {
      const words = wordsOf(fault)
      if (/:?cancel/i.test(words)) return 'cancelled'
      throw new BridgeFailure(/permission/i.test(words) ? 'not-allowed' : 'other', words)
    }
  })
}
