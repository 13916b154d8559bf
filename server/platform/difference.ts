import { createHash } from 'node:crypto'

/** With 5,000 rows some ten a part: one that changed brings nine along. */
const parts = 512
/** Characters of a part's digest: of 16 million changes one goes unnoticed until the next. */
const digestLength = 4

/** What somebody lacks who has an older `version`. */
export interface Difference<Row> {
  /** To be given back the next time. */
  version: string
  /** Whether these are all there are: what was had before is dropped. */
  whole: boolean
  /** The parts in which something changed, each with all its rows now; who is missing from a part is gone. */
  parts: { part: number; rows: Row[] }[]
}

/**
 * What a phone that has `version` lacks. A version is the digest of each part, one after the other; which part a row
 * lies in follows from its key alone, so that what changed is found without keeping what each phone has, and whatever
 * the cause: a contact, a new name of the store, a transfer, a merge.
 * @param rows in any order within a part
 * @example differenceFrom('', rows, ({ id }) => id).whole // true
 */
export function differenceFrom<Row>(
  version: string | undefined,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Difference<Row> {
  const byPart: Row[][] = Array.from({ length: parts }, () => [])
  for (const row of rows) byPart[partOf(keyOf(row))]?.push(row)
  const digests = byPart.map((its) => digest(its.map((row) => JSON.stringify(row)).sort()))
  const whole = version?.length !== parts * digestLength
  const known = (part: number) => version?.slice(part * digestLength, (part + 1) * digestLength)
  return {
    version: digests.join(''),
    whole,
    parts: byPart
      .map((its, part) => ({ part, rows: its }))
      .filter(({ part, rows: its }) => (whole ? its.length > 0 : known(part) !== digests[part])),
  }
}

const partOf = (key: string) => createHash('sha256').update(key).digest().readUInt16BE(0) % parts

const digest = (texts: readonly string[]) =>
  createHash('sha256').update(texts.join('\n')).digest('base64url').slice(0, digestLength)
