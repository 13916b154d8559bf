import { createReadStream, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { readSheet } from '../../server/platform/sheets/read-sheet'

const folder = mkdtempSync(join(tmpdir(), 'sl-sheets-'))
let made = 0

/** A file of these bytes; answers its path. */
export function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `${made++}`)
  writeFileSync(path, content)
  return path
}

/** A workbook with the parts given, as Excel names them. */
export function xlsxWith(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

/** A sheet's XML around its lines. */
export const sheetXml = (lines: string, after = '') =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines}</sheetData>${after}</worksheet>`

export async function linesOf(path: string): Promise<[number, string[]][]> {
  const lines: [number, string[]][] = []
  for await (const batch of readSheet(() => createReadStream(path)))
    for (const { number, cells } of batch) lines.push([number, cells])
  return lines
}
