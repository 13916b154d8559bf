import type { Reader } from './time/reader'

/** A line on its way to elements. */
export interface Line {
  reader: Reader
  /** Were there # segments? Then single characters count as actions more readily. */
  hashed: boolean
}
