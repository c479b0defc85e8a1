import { inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50

/** The texts of an XLSX file's parts, by name; read without the library that wrote it. */
function partsOf(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from(Uint32Array.of(END).buffer))
  const parts = new Map<string, string>()
  let at = file.readUInt32LE(end + 16)
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== ENTRY) throw new Error('Not a ZIP file')
    const method = file.readUInt16LE(at + 10)
    const size = file.readUInt32LE(at + 20)
    const nameLength = file.readUInt16LE(at + 28)
    const rest = file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
    const head = file.readUInt32LE(at + 42)
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    const packed = file.subarray(from, from + size)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    parts.set(name, (method === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
    at += 46 + nameLength + rest
  }
  return parts
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const plain = (xml: string): string =>
  xml.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (_, hex?: string, code?: string, name = '') =>
    hex ? String.fromCodePoint(parseInt(hex, 16)) : code ? String.fromCodePoint(Number(code)) : (entities[name] ?? ''),
  )

/** Rows of the first sheet as a spreadsheet shows them, and how many cells hold a formula. */
export function readXlsx(file: Buffer): { rows: string[][]; formulas: number } {
  const parts = partsOf(file)
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  const shared = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text = '']) =>
    plain(text.replaceAll(/<[^>]*>/g, '')),
  )
  const rows = [...sheet.matchAll(/<row[^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, attributes = '', content = '']) => {
      const value = plain(content.replaceAll(/<[^>]*>/g, ''))
      return attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : value
    }),
  )
  return { rows, formulas: sheet.match(/<f[ >]/g)?.length ?? 0 }
}
