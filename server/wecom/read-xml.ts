import { XMLParser } from 'fast-xml-parser'

const longest = 65_536
const deepest = 10

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
  return Buffer.byteLength(text) > longest || /<!(?:DOCTYPE|ENTITY)/i.test(text) || text.includes('\0')
}
