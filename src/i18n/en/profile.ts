import type { profile as chinese } from '../zh/profile.ts'

export const profile: typeof chinese = {
  elsewhere: 'Others in the bank',
  also: 'somebody else has added them too',
  nobodyElse: 'nobody else has added them',
  editRemark: 'Change remark',
  editTags: 'Change tags',
  remarkTitle: 'Remark',
  remarkHint: 'Seen by you and your lead only; it changes in WeCom too. At most 20 characters.',
  tagsTitle: 'Tags',
  tagsHint: "The bank's own tags; they change in WeCom too.",
  noTags: 'No tags have been made by an administrator yet',
  save: 'Save',
  pending: 'Waiting for WeCom…',
  saved: 'Saved by WeCom',
  older: 'Earlier',
}
