import { mergeFirstPage } from '../../miniprogram/src/state/merge-first-page'

const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const merged = (known: string[], page: string[], nextCursor: string | null = 'page') => {
  const {
    items,
    nextCursor: cursor,
    fresh,
  } = mergeFirstPage(rows(...known), 'known', { items: rows(...page), nextCursor })
  return { ids: items.map(({ id }) => id).join(''), cursor, fresh: fresh.join('') }
}

test('newcomers come in front, the pages behind stay with their cursor', () => {
  expect(merged(['b', 'c', 'd', 'e'], ['a', 'b', 'c'])).toEqual({ ids: 'abcde', cursor: 'known', fresh: 'a' })
})

test('a row taken back leaves', () => {
  expect(merged(['a', 'b', 'c', 'd'], ['b', 'c'])).toEqual({ ids: 'bcd', cursor: 'known', fresh: '' })
})

test('more came in than a page holds: the list starts over, with no gap', () => {
  expect(merged(['x', 'y'], ['a', 'b'])).toEqual({ ids: 'ab', cursor: 'page', fresh: 'ab' })
})

test('a page that is all there is leaves nothing behind it', () => {
  expect(merged(['a', 'b'], ['a'], null)).toEqual({ ids: 'a', cursor: null, fresh: '' })
  expect(merged(['a'], [], null)).toEqual({ ids: '', cursor: null, fresh: '' })
})
