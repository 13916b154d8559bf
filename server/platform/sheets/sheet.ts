import { Problem } from '../problem'

/** One line of a table as it stands in the file: its number there (from 1), and its cells as text. */
export interface SheetRow {
  number: number
  cells: string[]
}

/** A file piece by piece; asked for again, from its beginning. */
export type Bytes = () => AsyncIterable<Uint8Array>

/** Lines that were read together. */
export type SheetBatches = AsyncGenerator<SheetRow[]>

export const rowsAtMost = 200_000
export const columnsAtMost = 60
/** Longer cells are cut: nothing that we keep is as long. */
export const cellAtMost = 500

/** What a person can do about a file. */
export const badFile = (code: string, text: string) => new Problem(400, code, text)

/** A cell as it is kept: spaces and line breaks at its ends, and characters nobody can see, are no content. */
export function plainCell(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\u200b\ufeff]/gu, '')
    .trim()
    .slice(0, cellAtMost)
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell === '')
