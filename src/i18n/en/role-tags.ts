import type { roleTags as chinese } from '../zh/role-tags.ts'

export const roleTags: typeof chinese = {
  title: 'Tags of roles',
  hint: "tags in WeCom's directory",
  about:
    'Whoever carries a tag, or is in a department that does, has its role. Without a tag the position tells: account manager or teller.',
  accountManager: 'Tag of account managers',
  teller: 'Tag of tellers',
  none: 'no tag',
  save: 'Save the tags',
  saved: 'Saved. It holds from the next reading of the directory; closed days stay as they are.',
}
