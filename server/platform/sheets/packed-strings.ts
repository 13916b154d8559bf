import { sheetTexts } from '../../../shared/text/sheets'
import { badFile } from './sheet'

const bytesAtMost = 64 * 1024 * 1024

/** Many strings as their bytes in one piece: a workbook's shared strings would be some ten times as large as strings. */
export class PackedStrings {
  private bytes = Buffer.alloc(1 << 16)
  private ends = new Uint32Array(1 << 12)
  private count = 0

  add(text: string): void {
    const start = this.endOf(this.count - 1)
    const needed = start + Buffer.byteLength(text)
    if (needed > bytesAtMost) throw badFile('table_too_large', sheetTexts.tooLarge())
    if (needed > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(needed, this.bytes.length * 2))
      this.bytes.copy(larger, 0, 0, start)
      this.bytes = larger
    }
    if (this.count === this.ends.length) {
      const more = new Uint32Array(this.ends.length * 2)
      more.set(this.ends)
      this.ends = more
    }
    this.bytes.write(text, start)
    this.ends[this.count++] = needed
  }

  /** The one at that index; empty where there is none. */
  at(index: number): string {
    if (index < 0 || index >= this.count) return ''
    return this.bytes.toString('utf8', this.endOf(index - 1), this.endOf(index))
  }

  private endOf(index: number): number {
    return index < 0 ? 0 : (this.ends[index] ?? 0)
  }
}
