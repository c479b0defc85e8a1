import { randomBytes } from 'node:crypto'
import type { Clock, Random } from './ports.ts'

/** Ids sort by the clock's milliseconds, and by a counter within one of them. */
export function createRandom(clock: Clock): Random {
  let last = -1
  let count = 0
  return {
    id() {
      const now = Math.max(clock.now().getTime(), 0)
      count = now === last ? count + 1 : randomBytes(2).readUInt16BE() & 0x7ff
      last = now
      return uuidV7(now, count & 0xfff)
    },
    hex: (bytes) => randomBytes(bytes).toString('hex'),
  }
}

/** RFC 9562, section 5.7: 48 bits of Unix milliseconds, version, 12 bits of counter, variant, 62 random bits. */
function uuidV7(milliseconds: number, counter: number): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(milliseconds, 0, 6)
  bytes.writeUInt16BE(0x7000 | counter, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
