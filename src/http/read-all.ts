type Page<Item> = { items: Item[]; nextCursor: string | null }
/** `isCut` where there were more. */
type Whole<Item> = { items: Item[]; isCut: boolean }

/** Every page of these lists, one after the other, until there are `most`; whatever is in two of them comes once. */
export async function readAll<Item extends { id: string }>(
  lists: ((cursor: { cursor?: string }) => Promise<Page<Item>>)[],
  most: number,
): Promise<Whole<Item>> {
  const found = new Map<string, Item>()
  for (const readPage of lists) {
    let cursor: string | null = null
    do {
      if (found.size >= most) return { items: [...found.values()].slice(0, most), isCut: true }
      const page: Page<Item> = await readPage(cursor ? { cursor } : {})
      for (const item of page.items) found.set(item.id, item)
      cursor = page.nextCursor
    } while (cursor)
  }
  return { items: [...found.values()].slice(0, most), isCut: found.size > most }
}
