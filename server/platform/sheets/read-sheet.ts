import { sheetTexts } from '../../../shared/text/sheets'
import { Problem } from '../problem'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { type Bytes, badFile, type SheetBatches } from './sheet'

/**
 * The lines of a table in a file, whatever it is called: an xlsx, or a csv as Excel writes it (UTF-8 with or without a
 * mark, UTF-16, GB18030).
 * @throws Problem 400 `old_excel`, `not_a_table`, `file_broken`, `table_too_large`, `too_many_rows`, `too_many_columns`
 */
export async function* readSheet(bytes: Bytes): SheetBatches {
  try {
    yield* (await isXlsx(bytes)) ? readXlsx(bytes) : readCsv(bytes, await encodingOf(bytes))
  } catch (error) {
    // A disk that cannot be read says nothing about the table.
    if (error instanceof Problem || (error as NodeJS.ErrnoException).syscall) throw error
    // What the unpacker or the parser cannot read; anything of ours would have been a Problem.
    throw badFile('file_broken', sheetTexts.broken())
  }
}

/** By its first bytes, not by its name. */
async function isXlsx(bytes: Bytes): Promise<boolean> {
  const head = await headOf(bytes)
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return true
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw badFile('old_excel', sheetTexts.oldExcel())
  const utf16 = head[0] === 0xff && head[1] === 0xfe
  const text = head
    .toString('latin1')
    .trimStart()
    .replace(/^\u00ef\u00bb\u00bf/, '')
  if ((!utf16 && head.includes(0)) || /^<|^%PDF|^\{/.test(text))
    throw badFile('not_a_table', sheetTexts.notSheet())
  return false
}

async function headOf(bytes: Bytes): Promise<Buffer> {
  for await (const piece of bytes()) return Buffer.from(piece.subarray(0, 2048))
  return Buffer.alloc(0)
}

/** UTF-8 where every byte fits it: Chinese in GB18030 never does for long. */
async function encodingOf(bytes: Bytes): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const piece of bytes()) {
    if (first && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le'
    first = false
    try {
      decoder.decode(piece, { stream: true })
    } catch {
      return 'gb18030'
    }
  }
  try {
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
