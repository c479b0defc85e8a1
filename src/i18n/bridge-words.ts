import { bridge as english } from './en/bridge.ts'
import { inBoth } from './locale.ts'
import { bridge as chinese } from './zh/bridge.ts'

/** What is said when WeCom's client does not help, in both languages: fetched once the contact is shown, and where there is none. */
export const useBridgeWords = inBoth(chinese, english)
