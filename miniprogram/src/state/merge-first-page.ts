interface Page<Item> {
  readonly items: Item[]
  readonly nextCursor: string | null
}

/**
 * Puts a newly read first page in front of what was known. Where they touch, the known rows behind the page stay,
 * with their cursor; where they do not, more came in than one page holds and the list starts over.
 * @example mergeFirstPage([b, c, d], 'after d', { items: [a, b], nextCursor: 'after b' }) // a b c d, fresh: [a]
 */
export function mergeFirstPage<Item extends { id: string }>(
  known: Item[],
  knownCursor: string | null,
  page: Page<Item>,
): Page<Item> & { fresh: string[] } {
  const ids = new Set(known.map((item) => item.id))
  const fresh = page.items.filter((item) => !ids.has(item.id)).map((item) => item.id)
  const last = page.items[page.items.length - 1]
  const touch = last ? known.findIndex((item) => item.id === last.id) : -1
  if (touch < 0 || page.nextCursor === null) return { ...page, fresh }
  return { items: [...page.items, ...known.slice(touch + 1)], nextCursor: knownCursor, fresh }
}
