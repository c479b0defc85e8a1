import { ConfigFault, readConfig } from './config.ts'
import { rebuildSums } from './database/rebuild-sums.ts'
import { createLog } from './log.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  const { database } = readConfig()
  const found = await rebuildSums(database, createLog({ level: 'silent', production: true }))
  for (const { kept, key, had, has } of found) say(`${kept} ${key}: ${had} -> ${has}`)
  say(
    found.length === 0
      ? 'Every kept sum equals the ledger. / 所有合计与台账一致。'
      : `${found.length} sums differed and were made anew from the ledger. / 有 ${found.length} 项合计与台账不符，已按台账重算。`,
  )
} catch (fault) {
  const sentences =
    fault instanceof ConfigFault ? fault.sentences : [fault instanceof Error ? fault.message : String(fault)]
  process.stderr.write(`${sentences.join('\n')}\n`)
  process.exitCode = 1
}
