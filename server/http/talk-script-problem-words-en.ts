/** Title, detail, remedy. */
export const talkScriptProblems = {
  'talk-script/not-found': [
    'No such talk script',
    'This talk script was retired or is not among those you may use.',
    'Choose another one from the list.',
  ],
  'talk-script/unknown-variable': [
    'Unknown variable',
    '“{name}” is no variable that can be filled in.',
    "Use the buttons to insert the contact's name, your name or the branch.",
  ],
  'talk-script/picture-refused': [
    'This picture cannot be used',
    'Only PNG and JPEG pictures of at most 2 MB are taken.',
    'Choose another picture, or make this one smaller.',
  ],
  'talk-script/own-words': [
    'Somebody else has to approve it',
    'Nobody approves what they wrote themselves.',
    'Ask another operator.',
  ],
  'talk-script/changed': [
    'It has changed meanwhile',
    'The version you see was edited, approved or retired.',
    'Reload the list and look again.',
  ],
} as const
