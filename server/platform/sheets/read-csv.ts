import { sheetTexts } from '../../../shared/text/sheets'
import {
  type Bytes,
  badFile,
  columnsAtMost,
  isBlank,
  plainCell,
  rowsAtMost,
  type SheetBatches,
  type SheetRow,
} from './sheet'

/** The lines of a csv, tab- or semicolon-separated file, blank ones left out. */
export async function* readCsv(bytes: Bytes, encoding: string): SheetBatches {
  const decoder = new TextDecoder(encoding)
  const lines = csvLines()
  for await (const piece of bytes()) {
    lines.push(decoder.decode(piece, { stream: true }))
    const rows = lines.take()
    if (rows.length > 0) yield rows
  }
  lines.push(decoder.decode(), true)
  const rows = lines.take()
  if (rows.length > 0) yield rows
}

/** RFC 4180, fed piece by piece: quotes may hold separators, line breaks and doubled quotes. */
function csvLines() {
  let rows: SheetRow[] = []
  let count = 0
  let line = 1
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let wasQuote = false
  let separator = ''
  let head = ''

  function endCell() {
    if (cells.length < columnsAtMost) cells.push(plainCell(cell))
    else if (cell.trim()) throw badFile('too_many_columns', sheetTexts.tooManyColumns(columnsAtMost))
    cell = ''
  }

  function endLine() {
    endCell()
    if (!isBlank(cells)) {
      if (++count > rowsAtMost + 1) throw badFile('too_many_rows', sheetTexts.tooManyRows(rowsAtMost))
      rows.push({ number: line, cells })
    }
    cells = []
    line++
  }

  function see(letter: string) {
    if (quoted) {
      if (letter !== '"') cell += letter
      else {
        quoted = false
        wasQuote = true
      }
      return
    }
    if (letter === '"' && (wasQuote || cell === '')) {
      if (wasQuote) cell += '"'
      quoted = true
      wasQuote = false
      return
    }
    wasQuote = false
    if (letter === separator) endCell()
    else if (letter === '\n') endLine()
    else if (letter !== '\r') cell += letter
  }

  return {
    push(text: string, end = false) {
      let next = text
      if (!separator) {
        head += text
        if (!end && head.length < 4096 && !head.includes('\n')) return
        separator = separatorOf(head)
        next = head
      }
      for (const letter of next) see(letter)
      if (end && (cell || cells.length > 0)) endLine()
    },
    take() {
      const taken = rows
      rows = []
      return taken
    },
  }
}

/** What the first line is separated by. */
function separatorOf(head: string): string {
  const first = head.split('\n', 1)[0] ?? ''
  const times = (mark: string) => first.split(mark).length - 1
  return [',', '\t', ';'].reduce((best, mark) => (times(mark) > times(best) ? mark : best))
}
