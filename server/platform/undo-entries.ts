import type { Transaction } from './database'
import { newId } from './ids'
import { Undo } from './tables'

export type { Undo } from './tables'

/** How long a write can be taken back. */
export const undoMinutes = 10

export interface UndoOffer {
  id: string
  until: Date
}

export interface UndoableWrite {
  orgId: string
  staffId: string
  at: Date
  chatRef: string | null
  kind: string
  subjectId: string
  payload: Record<string, unknown>
}

/** Remembers how to take a write back; what `kind` and `payload` mean is in `server/undo/undo-write.ts`. */
export async function offerUndo(tx: Transaction, write: UndoableWrite): Promise<UndoOffer> {
  const id = newId('und', write.at.getTime())
  const until = new Date(write.at.getTime() + undoMinutes * 60_000)
  const { at, ...entry } = write
  await tx.insert(Undo, { id, createdAt: at, untilAt: until, undoneAt: null, ...entry })
  return { id, until }
}

/**
 * The newest write of this person in this chat that has not been taken back, by index `undo_by_author`; with `of`, the
 * newest of what happened to that subject.
 */
export async function latestUndo(
  tx: Transaction,
  orgId: string,
  staffId: string,
  chatRef: string,
  of?: string,
): Promise<Undo | undefined> {
  const newest = await tx.row<{ id: string }>(
    `select id from undo_entry where org_id = ? and staff_id = ? and chat_ref = ? and undone_at is null
     ${of === undefined ? '' : 'and subject_id = ?'} order by created_at desc, id desc limit 1`,
    [orgId, staffId, chatRef, ...(of === undefined ? [] : [of])],
  )
  return newest && tx.findOne(Undo, { orgId, id: newest.id })
}

export function undoById(tx: Transaction, orgId: string, id: string): Promise<Undo | undefined> {
  return tx.findOne(Undo, { orgId, id })
}

/** Marks it taken back. */
export async function markUndone(tx: Transaction, orgId: string, id: string, at: Date): Promise<void> {
  await tx.update(Undo, { orgId, id, undoneAt: null }, { undoneAt: at })
}
