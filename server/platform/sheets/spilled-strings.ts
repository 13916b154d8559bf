import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sheetTexts } from '../../../shared/text/sheets'
import { badFile, columnsAtMost, rowsAtMost } from './sheet'

const blockStrings = 64
const blocksKept = 64
/** No table that we take has more cells. */
const stringsAtMost = rowsAtMost * columnsAtMost

/**
 * Many strings in a file of their own, found by their index: a workbook's shared strings are as many as its cells, and
 * must not lie in memory. The file has no name, so that it is gone with the process.
 */
export class SpilledStrings {
  private readonly file = namelessFile()
  /** Where each written block begins; the last is where the next one will. */
  private readonly begins = [0]
  private filling: string[] = []
  /** The blocks that were asked for last, the latest behind. */
  private readonly kept = new Map<number, string[]>()

  add(text: string): void {
    this.filling.push(text)
    if (this.filling.length < blockStrings) return
    if (this.begins.length * blockStrings > stringsAtMost)
      throw badFile('table_too_large', sheetTexts.tooLarge())
    const block = Buffer.from(JSON.stringify(this.filling))
    const begin = this.begins.at(-1)!
    writeSync(this.file, block, 0, block.length, begin)
    this.begins.push(begin + block.length)
    this.filling = []
  }

  /** The one at that index; empty where there is none. */
  at(index: number): string {
    const number = Math.floor(index / blockStrings)
    const block = number === this.begins.length - 1 ? this.filling : this.block(number)
    return block?.[index % blockStrings] ?? ''
  }

  close(): void {
    closeSync(this.file)
  }

  private block(number: number): string[] | undefined {
    const begin = this.begins[number]
    const end = this.begins[number + 1]
    if (begin === undefined || end === undefined) return undefined
    let block = this.kept.get(number)
    if (!block) {
      const bytes = Buffer.alloc(end - begin)
      readSync(this.file, bytes, 0, bytes.length, begin)
      block = JSON.parse(bytes.toString()) as string[]
    }
    this.kept.delete(number)
    this.kept.set(number, block)
    if (this.kept.size > blocksKept) this.kept.delete(this.kept.keys().next().value!)
    return block
  }
}

function namelessFile(): number {
  const folder = mkdtempSync(join(tmpdir(), 'sl-strings-'))
  const file = openSync(join(folder, 'strings'), 'wx+')
  rmSync(folder, { recursive: true })
  return file
}
