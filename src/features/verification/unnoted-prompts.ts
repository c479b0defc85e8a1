const PLACE = 'zhenke-unnoted-prompts'

export type UnnotedPrompt = { promptId: string; contactId: string; key: string }

/** Cards that are in a chat while the server does not know it yet: without this, a reload would end their links after ten minutes. */
export function unnotedPrompts(): UnnotedPrompt[] {
  const kept = localStorage.getItem(PLACE)
  return kept ? (JSON.parse(kept) as UnnotedPrompt[]) : []
}

export function keepUnnoted(prompt: UnnotedPrompt): void {
  write([...unnotedPrompts().filter(({ promptId }) => promptId !== prompt.promptId), prompt])
}

export function forgetUnnoted(promptId: string): void {
  write(unnotedPrompts().filter((prompt) => prompt.promptId !== promptId))
}

function write(prompts: UnnotedPrompt[]): void {
  localStorage.setItem(PLACE, JSON.stringify(prompts))
}
