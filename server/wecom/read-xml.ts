import { XMLParser } from 'fast-xml-parser'

const longest = 65_536
const deepest = 10
// WeCom's largest event has about a hundred; a parser kept busy by strangers is what this is against.
const mostTags = 1000

// Numbers stay text: a MsgId is larger than 2^53.
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: deepest,
})

/** What stands inside `<xml>`, every value as text; throws for anything with a DOCTYPE or entity, too long, too deep or not well-formed. */
export function readXml(text: string): unknown {
  if (isUnsafe(text)) throw new Error('This XML is too long or declares a document type')
  const parsed: unknown = parser.parse(text, true)
  return typeof parsed === 'object' && parsed !== null && 'xml' in parsed ? parsed.xml : null
}

/** Refused before any parser sees it. NUL cannot be kept by the database either. */
export function isUnsafe(text: string): boolean {
  if (Buffer.byteLength(text) > longest || text.split('<', mostTags + 1).length > mostTags) return true
  // After `<!` only CDATA, exactly: no document type, no entity, and nothing that the parser would merely take for CDATA.
  return /<!(?!\[CDATA\[)/.test(text) || text.includes('\0')
}
