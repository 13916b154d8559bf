import type { RowChoice, RowProblem } from '../../shared/api/imports'

/** A line of the file, by what its columns are meant as; what was not mapped or is empty is absent. */
export interface SaidRow {
  number: number
  said: ReadonlyMap<string, string>
  choice: RowChoice | null
}

export type CheckedRow<Ready> = {
  number: number
  problems: RowProblem[]
  /** What two lines of one file must not share. */
  keys: string[]
  /** What else others ask about this line, whatever becomes of it. */
  marks?: string[]
} & (
  | { state: 'good' | 'same'; ready: Ready; matchId: string | null; choice: RowChoice | null }
  | { state: 'bad'; ready?: undefined; matchId: string | null; choice: null }
)

/** What a formula left where its value should be. */
export const isFormulaError = (said: string): boolean =>
  /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/i.test(said)

export type Wrong = (target: string, text: string, suggestion?: string) => void

/** Adds to a list; of what is wrong with one cell the first is enough. */
export const problemList =
  (problems: RowProblem[]): Wrong =>
  (target, text, suggestion) => {
    if (problems.some((known) => known.target === target)) return
    problems.push({ target, text, ...(suggestion && { suggestion }) })
  }
