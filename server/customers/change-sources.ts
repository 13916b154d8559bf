import { sourceTexts } from '../../shared/text/sources'
import type { Doer } from '../organisation/doer'
import type { Transaction } from '../platform/database'
import { Problem } from '../platform/problem'
import { type Changed, managedList } from './managed-list'
import { Source } from './tables'

const list = managedList<Source>({
  table: Source,
  kind: 'source',
  idPrefix: 'src',
  atMost: 50,
  texts: sourceTexts,
  refuseLeaving(rows, leaving) {
    if (rows.every(({ id, inUse }) => !inUse || leaving.some((each) => each.id === id)))
      throw new Problem(409, 'last_source', sourceTexts.lastOne(leaving[0]?.name ?? ''))
  },
})

/** Adds a source after the others. Throws as `managedList` says; so do the next ones. */
export function addSource(tx: Transaction, doer: Doer, name: string): Promise<Changed<Source>> {
  return list.add(tx, doer, name, (place) => ({ ...place, code: place.id.slice(-20).toLowerCase() }))
}

/** Renames a source: customers that have it read the new name. */
export function renameSource(
  tx: Transaction,
  doer: Doer,
  { name, ...which }: { id: string; version: number; name: string },
): Promise<Changed<Source>> {
  return list.change(tx, doer, which, 'rename', (source, sources) => ({
    name: list.checkName(sources, name, source.id),
  }))
}

/**
 * Takes a source out of use, or puts it back; who came from there still did. Every customer needs a source, so one
 * always stays. @throws Problem also 409 `last_source`
 */
export const setSourceUse = list.setUse

/** Puts the sources in use into an order. */
export const orderSources = list.order

/** Turns a change of sources back. @throws Problem 409 `acted_on`, `last_source`, `name_taken` */
export async function undoSourceChange(
  tx: Transaction,
  doer: Doer,
  undo: { kind: string; payload: Record<string, unknown> },
): Promise<string> {
  const source = await list.undo(tx, doer, undo.payload)
  return undo.kind === 'source.order' ? sourceTexts.orderUndone() : sourceTexts.undone(source?.name ?? '')
}
