import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Bytes, cellAtMost } from './sheet'
import type { SpilledStrings } from './spilled-strings'
import { type EntrySink, unzip } from './unzip'

/** What has to be known of a workbook before its first sheet is read. */
export interface Workbook {
  /** The entry of the first sheet that is not hidden. */
  sheet: string
  strings: SpilledStrings
  /** By cell format: whether its numbers are days. */
  dateFormats: boolean[]
  /** Days are counted from 1904, as on old Macs. */
  from1904: boolean
  /** Cells that were merged downwards: by column, from the line that has the value to the last, in their order. */
  mergedDown: Map<number, MergedLines[]>
}

export interface MergedLines {
  from: number
  to: number
}

const mergesAtMost = 20_000

/** `BC12` → column 54 (from 0), line 12. */
export function cellPlace(reference: string): { column: number; row: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference) ?? []
  if (!letters || !digits) return undefined
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(digits) }
}

/** Reads everything but the lines; the shared strings go where they are told to. */
export async function readWorkbook(bytes: Bytes, strings: SpilledStrings): Promise<Workbook> {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  const targets = new Map<string, string>()
  const formats = { days: new Set<number>(), cells: [] as number[] }
  const merges = new Map<string, string[]>()
  let from1904 = false

  const sinkOf = (entry: string): EntrySink => {
    if (entry === 'xl/sharedStrings.xml') return stringsSink(strings)
    if (entry === 'xl/styles.xml') return stylesSink(formats)
    if (entry === 'xl/workbook.xml')
      return tagSink((tag) => {
        const { attributes } = tag
        if (tag.name === 'sheet')
          sheets.push({
            name: String(attributes.name),
            relation: String(attributes['r:id']),
            hidden: 'state' in attributes && attributes.state !== 'visible',
          })
        if (tag.name === 'workbookPr') from1904 = ['1', 'true'].includes(String(attributes.date1904))
      })
    if (entry === 'xl/_rels/workbook.xml.rels')
      return tagSink(({ name, attributes }) => {
        if (name === 'Relationship') targets.set(String(attributes.Id), String(attributes.Target))
      })
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(entry)) {
      const found: string[] = []
      merges.set(entry, found)
      return mergesSink(found)
    }
    return undefined
  }
  for await (const _ of unzip(bytes, sinkOf));

  const first = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
  const target = targets.get(first?.relation ?? '') ?? 'worksheets/sheet1.xml'
  const sheet = target.startsWith('/') ? target.slice(1) : `xl/${target}`
  return {
    sheet,
    strings,
    from1904,
    dateFormats: formats.cells.map((format) => isDayFormat(format) || formats.days.has(format)),
    mergedDown: downwards(merges.get(sheet) ?? []),
  }
}

/** Hands every tag that opens to `see`. */
function tagSink(see: (tag: SaxesTagPlain) => void): EntrySink {
  const parser = new SaxesParser()
  parser.on('opentag', see)
  return feed(parser)
}

export function feed(parser: SaxesParser): NonNullable<EntrySink> {
  parser.on('error', (error) => {
    throw error
  })
  return (text, end) => {
    parser.write(text)
    if (end) parser.close()
  }
}

function stringsSink(strings: SpilledStrings): EntrySink {
  const parser = new SaxesParser()
  let text = ''
  let within = false
  let spoken = 0
  parser.on('opentag', ({ name }) => {
    if (name === 'si') text = ''
    if (name === 'rPh') spoken++
    within = name === 't' && spoken === 0
  })
  parser.on('text', (said) => {
    if (within && text.length < cellAtMost) text += said
  })
  parser.on('closetag', ({ name }) => {
    if (name === 't') within = false
    if (name === 'rPh') spoken--
    if (name === 'si') strings.add(text)
  })
  return feed(parser)
}

function stylesSink(formats: { days: Set<number>; cells: number[] }): EntrySink {
  let inCells = false
  return tagSink(({ name, attributes }) => {
    if (
      name === 'numFmt' &&
      /[ymd年月日]/i.test(String(attributes.formatCode).replace(/\[[^\]]*\]|"[^"]*"/g, ''))
    )
      formats.days.add(Number(attributes.numFmtId))
    if (name === 'cellXfs') inCells = true
    else if (name === 'cellStyles') inCells = false
    else if (name === 'xf' && inCells) formats.cells.push(Number(attributes.numFmtId))
  })
}

/** The formats every Excel knows by number: days, and those of Chinese Excel. */
const isDayFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)

/** They stand behind the lines: looked for as text, because the lines are read later and only once. */
function mergesSink(found: string[]): EntrySink {
  let rest = ''
  return (text) => {
    rest += text
    for (const [, reference] of rest.matchAll(/<mergeCell ref="([A-Z0-9:]+)"/g))
      if (found.length < mergesAtMost) found.push(reference ?? '')
    const last = rest.lastIndexOf('<')
    rest = last < 0 || rest.length - last > 200 ? '' : rest.slice(last)
  }
}

function downwards(merges: readonly string[]): Workbook['mergedDown'] {
  const down: Workbook['mergedDown'] = new Map()
  for (const merge of merges) {
    const [from, to] = merge.split(':').map(cellPlace)
    if (!from || !to || to.row <= from.row || to.row - from.row > 10_000) continue
    const lines = down.get(from.column)
    if (lines) lines.push({ from: from.row, to: to.row })
    else down.set(from.column, [{ from: from.row, to: to.row }])
  }
  for (const lines of down.values()) lines.sort((a, b) => a.from - b.from)
  return down
}
