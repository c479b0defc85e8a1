import { viaBridge } from './bridge.ts'
import { BridgeFailure, wordsOf } from './bridge-failure.ts'

/** The customer group from whose toolbar the page was opened; throws BridgeFailure. */
export function whichGroup(): Promise<string> {
  return viaBridge(async (sdk) => {
    try {
      const { chatId } = await sdk.getCurExternalChat()
      if (chatId) return chatId
    } catch (fault) {
      const words = wordsOf(fault)
      throw new BridgeFailure(/permission/i.test(words) ? 'no-seat' : 'group-chat', words)
    }
    // An older client may answer ok with nothing in it.
    throw new BridgeFailure('group-chat')
  })
}
