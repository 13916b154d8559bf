import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { understand } from '../../shared/language/understand'
import { readTable, writeMeaning } from './read-table'

const folder = join(__dirname, 'tables')

/** Each table is read as text, so that the rows stay one line each; see read-table.ts for the notation. */
function rowsOf(file: string) {
  const source = readFileSync(join(folder, file), 'utf8')
  return readTable(source.slice(source.indexOf('`') + 1, source.lastIndexOf('`')))
}

describe.each(readdirSync(folder).filter((file) => file.endsWith('.ts')))('%s', (file) => {
  it('reads every phrase as the table says', () => {
    const wrong = rowsOf(file)
      .map((row) => ({ row, got: writeMeaning(understand(row.text, { reference: row.reference }), row.reference, /^- \w/.test(row.expected)) }))
      .filter(({ row, got }) => got !== row.expected)
      .map(({ row, got }) => `${row.text}  @${row.reference}\n  expected ${row.expected}\n  got      ${got}`)
    expect(wrong.join('\n')).toBe('')
  })
})

it('holds at least 1,500 rows, no text twice at the same reference within a table', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  let count = 0
  for (const file of files) {
    const keys = rowsOf(file).map((row) => `${row.text}@${row.reference}`)
    expect([file, keys.filter((key, i) => keys.indexOf(key) !== i)]).toEqual([file, []])
    count += keys.length
  }
  expect(count).toBeGreaterThanOrEqual(1500)
})
