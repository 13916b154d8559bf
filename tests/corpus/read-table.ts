/**
 * The notation of the tables: one row a line, `text  =>  meaning`; `@2026-03-04T09:30` sets the reference from there on;
 * `//` starts a remark; `⏎` stands for a line break in the text.
 *
 * Meanings: `-` nothing, `- past` nothing with its reason; `C store/person due items` a command; `O keyword,keyword due` an
 * opportunity; ` || ` between several results. A due is `03-05` (day), `03-05 10:00` (minute), `03-05 p12` (part, the hour) or
 * `.` for none, with the year in front when it is another one. Items are `action:product:quantity`, separated by
 * spaces; a quantity is `20箱`, `~20箱` approximate, `7~8箱` from two neighbouring numerals (approximate), `10-15箱` a range.
 */
import type { Command, Item, Opportunity, Understanding } from '../../shared/language/understand'

export interface Row {
  text: string
  expected: string
  reference: string
}

export function readTable(table: string): Row[] {
  let reference = '2026-03-04T09:30:00+08:00'
  const rows: Row[] = []
  for (const raw of table.split('\n')) {
    const line = raw.trim()
    if (line === '' || line.startsWith('//')) continue
    if (line.startsWith('@2')) {
      reference = `${line.slice(1).trim()}:00+08:00`
      continue
    }
    const at = line.lastIndexOf('=>')
    if (at < 0) throw new Error(`no => in row: ${line}`)
    rows.push({
      text: line.slice(0, at).trim().replaceAll('⏎', '\n'),
      expected: line
        .slice(at + 2)
        .trim()
        .replace(/\s+/g, ' '),
      reference,
    })
  }
  return rows
}

function writeDue(result: Command | Opportunity, year: string): string {
  if (result.due === undefined) return '.'
  const day = result.due.slice(0, 4) === year ? result.due.slice(5, 10) : result.due.slice(0, 10)
  if (result.dueGrain === 'day') return day
  return result.dueGrain === 'part'
    ? `${day} p${Number(result.due.slice(11, 13))}`
    : `${day} ${result.due.slice(11, 16)}`
}

function writeItem(item: Item): string {
  let quantity = ''
  if (item.quantity !== undefined) {
    quantity = `${item.quantity}`
    if (item.quantityMax !== undefined) quantity += `${item.approx ? '~' : '-'}${item.quantityMax}`
    else if (item.approx) quantity = `~${quantity}`
    quantity += item.unit ?? ''
  } else if (item.unit !== undefined) quantity = `?${item.unit}`
  return `${item.action ?? ''}:${item.product ?? ''}:${quantity}`
}

function writeOne(result: Command | Opportunity, year: string): string {
  const due = writeDue(result, year)
  if (result.kind === 'opportunity') return `O ${(result.keywords ?? [result.keyword]).join(',')} ${due}`
  const items = result.items.map(writeItem).join(' ')
  return `C ${result.store ?? ''}/${result.person ?? ''} ${due}${items === '' ? '' : ` ${items}`}`
}

/** The meaning of an answer in the notation of the tables; a reason only when the row expects one. */
export function writeMeaning(answer: Understanding, reference: string, withReason: boolean): string {
  const year = reference.slice(0, 4)
  if (answer.kind === 'none') return withReason ? `- ${answer.reason}` : '-'
  if (answer.kind === 'multi') return answer.results.map((r) => writeOne(r, year)).join(' || ')
  return writeOne(answer, year)
}
