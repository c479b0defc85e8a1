import type { FollowUpRuleWords } from '../zh/follow-up-rule.ts'

export const followUpRule: FollowUpRuleWords = {
  title: 'Rules for follow-ups',
  about: 'Rules make follow-ups by themselves, which close when their purpose has come true.',
  name: { promptAgain: 'Prompt again', firstConversation: 'First conversation', cameBack: 'Came back' },
  on: 'On',
  off: 'Off',
  open: (count) => `${count} open`,
  words: (title) => `Called: ${title}`,
  script: (title) => `Talk script: ${title}`,
  by: (name, time) => `Changed by ${name}, ${time}`,
  change: 'Change',
  changeOf: (name) => `Change: ${name}`,
  form: {
    enabled: 'This rule is on',
    hours: 'Hours to wait (1 to 720)',
    title: 'Name of the follow-up (its own when empty)',
    script: 'Talk script',
    noScript: 'None',
    past: 'Also for what was so already in the last 30 days',
    preview: 'See how many it would make',
    count: (count, more) =>
      count === 0
        ? 'Saving makes no follow-ups at once.'
        : `Within an hour of saving ${more ? 'at least ' : ''}${count} follow-up${count === 1 ? '' : 's'} will be made.`,
    save: 'Save',
  },
  saved: 'The rule was saved',
}
