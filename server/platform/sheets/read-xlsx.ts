import { SaxesParser } from 'saxes'
import { sheetTexts } from '../../../shared/text/sheets'
import {
  type Bytes,
  badFile,
  cellAtMost,
  columnsAtMost,
  isBlank,
  plainCell,
  rowsAtMost,
  type SheetBatches,
  type SheetRow,
} from './sheet'
import { SpilledStrings } from './spilled-strings'
import { unzip } from './unzip'
import { cellPlace, feed, readWorkbook, type Workbook } from './workbook'

/** As Excel has it. */
const linesAtMost = 1_048_576

/** The lines of a workbook's first sheet, blank ones left out. Goes through the file twice, holding a piece of it. */
export async function* readXlsx(bytes: Bytes): SheetBatches {
  const strings = new SpilledStrings()
  try {
    yield* linesIn(bytes, await readWorkbook(bytes, strings))
  } finally {
    strings.close()
  }
}

async function* linesIn(bytes: Bytes, workbook: Workbook): SheetBatches {
  const lines = linesOf(workbook)
  let seen = false
  const sinkOf = (entry: string) => {
    if (entry !== workbook.sheet) return undefined
    seen = true
    return lines.sink
  }
  for await (const _ of unzip(bytes, sinkOf)) {
    const rows = lines.take()
    if (rows.length > 0) yield rows
  }
  if (!seen) throw badFile('file_broken', sheetTexts.broken())
}

function linesOf(workbook: Workbook) {
  const parser = new SaxesParser()
  const above = new Map<number, { row: number; text: string }>()
  let rows: SheetRow[] = []
  let count = 0
  let row: SheetRow = { number: 0, cells: [] }
  let cell = { column: 0, type: '', format: -1 }
  let text = ''
  let within = false
  let nextColumn = 0

  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') {
      row = { number: lineNumber(Number(attributes.r), row.number), cells: [] }
      nextColumn = 0
    }
    if (name === 'c') {
      const column = cellPlace(String(attributes.r))?.column ?? nextColumn
      nextColumn = column + 1
      cell = { column, type: String(attributes.t ?? ''), format: Number(attributes.s ?? -1) }
      text = ''
    }
    if (name === 'v' || name === 't') within = true
  })
  parser.on('text', (said) => {
    if (within && text.length < cellAtMost) text += said
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'v' || name === 't') within = false
    if (name === 'c') putCell()
    if (name === 'row') putRow()
  })

  function putCell() {
    const said = plainCell(cellText(workbook, cell, text))
    if (!said) return
    if (cell.column >= columnsAtMost)
      throw badFile('too_many_columns', sheetTexts.tooManyColumns(columnsAtMost))
    while (row.cells.length < cell.column) row.cells.push('')
    row.cells[cell.column] = said
  }

  function putRow() {
    for (const [column, merged] of workbook.mergedDown) {
      // In their order, as the lines are: what is behind us is not looked at again.
      while (merged[0] && merged[0].to < row.number) merged.shift()
      const from = merged[0]?.from
      const known = above.get(column)
      if (from !== undefined && from < row.number && known?.row === from && !row.cells[column]) {
        while (row.cells.length < column) row.cells.push('')
        row.cells[column] = known.text
      } else above.set(column, { row: row.number, text: row.cells[column] ?? '' })
    }
    if (isBlank(row.cells)) return
    if (++count > rowsAtMost + 1) throw badFile('too_many_rows', sheetTexts.tooManyRows(rowsAtMost))
    rows.push(row)
  }

  return {
    sink: feed(parser),
    take: () => {
      const taken = rows
      rows = []
      return taken
    },
  }
}

/** Lines are known by their number: each has one of its own, larger than those before, whatever a file says. */
const lineNumber = (said: number, before: number) =>
  said > before && said <= linesAtMost ? said : before + 1

function cellText(workbook: Workbook, cell: { type: string; format: number }, text: string): string {
  if (cell.type === 's') return workbook.strings.at(Number(text))
  if (cell.type !== '' && cell.type !== 'n') return text
  const number = Number(text)
  if (text === '' || !Number.isFinite(number)) return text
  if (workbook.dateFormats[cell.format]) return dayText(number, workbook.from1904)
  // What Excel shows: fifteen digits, so that 0.1 + 0.2 is 0.3 and a phone keeps all of its own.
  const shown = Number(number.toPrecision(15))
  return Number.isInteger(shown) ? BigInt(shown).toString() : String(shown)
}

/** A day counted from 1900 (with Excel's 29 February of that year) or 1904. @example dayText(46085, false) // '2026-03-04' */
function dayText(serial: number, from1904: boolean): string {
  const days = Math.floor(from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial)
  const at = Date.UTC(1899, 11, 30) + days * 86_400_000
  return Math.abs(at) < 8e15 ? isoDay(at) : String(serial)
}

function isoDay(ms: number): string {
  // A day of the calendar, not an instant: no clock is asked.
  return new Date(ms).toISOString().slice(0, 10)
}
