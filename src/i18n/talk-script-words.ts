import { talkScript as english } from './en/talk-script.ts'
import { inBoth } from './locale.ts'
import { talkScript as chinese } from './zh/talk-script.ts'

/** The words of talk scripts, in both languages: they travel with the parts that show them, not with the first view. */
export const useTalkScriptWords = inBoth(chinese, english)
