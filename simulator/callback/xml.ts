export type XmlFields = readonly (readonly [name: string, value: string | number | undefined])[]

/** An event's XML with WeCom's common head; texts in CDATA, numbers bare, undefined fields left out. */
export function eventXml(corpId: string, createTime: number, fields: XmlFields): string {
  const head: XmlFields = [
    ['ToUserName', corpId],
    ['FromUserName', 'sys'],
    ['CreateTime', createTime],
    ['MsgType', 'event'],
  ]
  return `<xml>${[...head, ...fields].map(element).join('')}</xml>`
}

function element([name, value]: readonly [string, string | number | undefined]): string {
  if (value === undefined) return ''
  return typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`
}
