import type { z } from 'zod'
import type { undoSchema } from '../../../shared/api/shapes'
import type { UndoOffer } from '../undo-entries'

/** How a write that can be taken back says so. */
export function undoAnswer({ id, until }: UndoOffer): z.input<typeof undoSchema> {
  return { id, until: until.toISOString() }
}
