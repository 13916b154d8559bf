import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { Table } from '../../server/platform/sheets/write-sheet'

const names = ['客户', '门店', '渠道', '联系人', '电话', '地址', '编号']
const stores = ['没有的店', '文三路店']
const source = '社区地推'

/** What differs from line to line. */
const ownCells = (n: number) => [
  `测试客户${n}号`,
  `联系人${n}`,
  `138${String(n).padStart(8, '0')}`,
  `某路${n}号`,
  `K-${n}`,
]

/** A table of customers; every tenth is of a store that nobody knows. */
export function bigTable(rows: number): Table {
  const line = (n: number) => {
    const [name = '', ...rest] = ownCells(n)
    return [name, stores[n % 10 === 0 ? 0 : 1]!, source, ...rest]
  }
  return {
    columns: names.map((name) => ({ name, width: 12 })),
    lines: (async function* () {
      for (let from = 0; from < rows; from += 1000)
        yield Array.from({ length: Math.min(1000, rows - from) }, (_, index) => line(from + index))
    })(),
  }
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The same table as Excel writes it: every text stands among the shared strings, behind the sheet. */
export function* excelFile(rows: number): Generator<Uint8Array> {
  const pieces: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    pieces.push(bytes)
  })
  function* part(name: string, content: Iterable<string>) {
    const entry = new ZipDeflate(name)
    zip.add(entry)
    for (const text of content) {
      entry.push(strToU8(text))
      yield* pieces.splice(0)
    }
    entry.push(new Uint8Array(0), true)
    yield* pieces.splice(0)
  }
  yield* part('xl/worksheets/sheet1.xml', sheet(rows))
  yield* part('xl/sharedStrings.xml', sharedStrings(rows))
  zip.end()
  yield* pieces.splice(0)
}

const fixed = [...names, ...stores, source]

function* sheet(rows: number): Generator<string> {
  const line = (number: number, shared: number[]) =>
    `<row r="${number}">${shared.map((index, column) => `<c r="${'ABCDEFG'[column]}${number}" t="s"><v>${index}</v></c>`).join('')}</row>`
  yield `${xml}<worksheet xmlns="${main}"><sheetData>`
  yield line(
    1,
    names.map((_, index) => index),
  )
  for (let n = 0; n < rows; n++) {
    const own = fixed.length + n * 5
    const store = names.length + (n % 10 === 0 ? 0 : 1)
    yield line(n + 2, [own, store, fixed.length - 1, own + 1, own + 2, own + 3, own + 4])
  }
  yield '</sheetData></worksheet>'
}

function* sharedStrings(rows: number): Generator<string> {
  const item = (text: string) => `<si><t>${text}</t></si>`
  yield `${xml}<sst xmlns="${main}">${fixed.map(item).join('')}`
  for (let n = 0; n < rows; n++) yield ownCells(n).map(item).join('')
  yield '</sst>'
}
