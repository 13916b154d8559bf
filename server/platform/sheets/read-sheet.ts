import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { sheetTexts } from '../../../shared/text/sheets'
import { Problem } from '../problem'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { badFile, type SheetBatches } from './sheet'

/**
 * The lines of a table in a file, whatever it is called: an xlsx, or a csv as Excel writes it (UTF-8 with or without a
 * mark, UTF-16, GB18030).
 * @throws Problem 400 `old_excel`, `not_a_table`, `file_broken`, `table_too_large`, `too_many_rows`, `too_many_columns`
 */
export async function* readSheet(path: string): SheetBatches {
  try {
    yield* (await isXlsx(path)) ? readXlsx(path) : readCsv(path, await encodingOf(path))
  } catch (error) {
    if (error instanceof Problem) throw error
    // What the unpacker or the parser cannot read; anything of ours would have been a Problem.
    throw badFile('file_broken', sheetTexts.broken())
  }
}

/** By its first bytes, not by its name. */
async function isXlsx(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2048), 0, 2048, 0)
    const head = buffer.subarray(0, bytesRead)
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
  } finally {
    await file.close()
  }
}

/** UTF-8 where every byte fits it: Chinese in GB18030 never does for long. */
async function encodingOf(path: string): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  try {
    for await (const piece of createReadStream(path)) {
      const bytes = piece as Buffer
      if (first && bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
      first = false
      decoder.decode(bytes, { stream: true })
    }
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}
