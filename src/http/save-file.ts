import type { SidebarGets } from '#contract/api.ts'
import { addressOf, because } from './api.ts'
import { networkProblem, refusal } from './api-problem.ts'

/** Saves a file that takes a reason, byte by byte as the server made it: its last line may sign all before. Throws ApiProblem. */
export async function saveFile<Path extends keyof SidebarGets>(
  path: Path,
  asked: { params: object; query: Record<string, string>; reason: string; name: string },
): Promise<void> {
  const address = `${addressOf(path, asked.params)}?${new URLSearchParams(asked.query)}`
  const answer = await fetch(address, { headers: because(asked.reason) }).catch(() => {
    throw networkProblem()
  })
  if (!answer.ok) throw refusal(answer.status, await answer.json().catch(() => null))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = asked.name
  link.click()
  URL.revokeObjectURL(link.href)
}
