type Child = Node | string | null | false
type Attributes = Record<string, string | boolean | ((event: Event) => void)>

/** Makes an element: functions are listeners by their event's name, `true` is an empty attribute, false leaves it out; strings become text, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false) element.setAttribute(name, value)
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false))
  return element
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  return element
}

/** `replaceChildren` came to web views with Chrome 86 and Safari 14. */
export function fill(parent: HTMLElement, children: Node[]): void {
  parent.textContent = ''
  parent.append(...children)
}

/** Tells a screen reader what has changed. */
export function announce(sentence: string): void {
  byId('said').textContent = sentence
}
