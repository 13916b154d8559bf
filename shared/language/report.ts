import type { Report, Understanding } from './types'
import type { Reading } from './understand'

/** What was done, refused, lacking or agreed; undefined when the line tells nothing of the kind. */
export function readReport(reading: Reading, answer: Understanding): Report | undefined {
  void reading
  void answer
  return undefined
}
