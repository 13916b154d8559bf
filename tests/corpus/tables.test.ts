import { understand } from '../../shared/language/understand'
import { readTable, writeMeaning } from './read-table'
import * as tables from './tables'

describe.each(Object.entries(tables))('%s', (_, table) => {
  it('reads every phrase as the table says', () => {
    const wrong = readTable(table)
      .map((row) => ({
        row,
        got: writeMeaning(
          understand(row.text, { reference: row.reference }),
          row.reference,
          /^- \w/.test(row.expected),
        ),
      }))
      .filter(({ row, got }) => got !== row.expected)
      .map(({ row, got }) => `${row.text}  @${row.reference}\n  expected ${row.expected}\n  got      ${got}`)
    expect(wrong.join('\n')).toBe('')
  })
})

it('holds at least 1,500 rows, no text twice at the same reference within a table', () => {
  let count = 0
  for (const [name, table] of Object.entries(tables)) {
    const keys = readTable(table).map((row) => `${row.text}@${row.reference}`)
    expect([name, keys.filter((key, i) => keys.indexOf(key) !== i)]).toEqual([name, []])
    count += keys.length
  }
  expect(count).toBeGreaterThanOrEqual(1500)
})
