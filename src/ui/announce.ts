import { readonly, ref } from 'vue'

const said = ref('')

/** What the page's one polite live region says now. */
export const announcement = readonly(said)

/** Says a result to those who cannot see it change. The same words twice are said twice. */
export function announce(words: string): void {
  said.value = said.value === words ? `${words}\u00A0` : words
}
