/** 标题、说明、办法。 */
export const talkScriptProblems = {
  'talk-script/not-found': ['没有此话术', '该话术已停用，或不在您可使用的范围内。', '请从话术列表重新选择。'],
  'talk-script/unknown-variable': [
    '变量不认识',
    '文字中的“{name}”不是可用的变量。',
    '可用的变量：客户称呼、员工姓名、网点名称，请用按钮插入。',
  ],
  'talk-script/picture-refused': [
    '图片不能使用',
    '只接受不超过 2 MB 的 PNG 或 JPEG 图片。',
    '请换一张图片，或压缩后再上传。',
  ],
  'talk-script/own-words': ['须由他人批准', '不能批准自己写的话术。', '请另一位总行运营批准。'],
  'talk-script/changed': ['话术已有变化', '您看到的版本已被修改、批准或停用。', '请刷新列表后再处理。'],
} as const
