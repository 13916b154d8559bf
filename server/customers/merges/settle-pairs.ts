import type { Transaction } from '../../platform/database'
import { newId } from '../../platform/ids'
import { DuplicatePair } from '../duplicates/tables'
import { keepRow, keptInstant, type Merging } from './ledger'

/** The two are no pair to ask about any more; whom the merged one was said not to be, the survivor is not either. */
export async function settlePairs(tx: Transaction, merging: Merging): Promise<void> {
  const { orgId, survivorId, mergedId, staffId, at } = merging
  const table = 'duplicate_pair'
  const both = await pairOf(tx, orgId, survivorId, mergedId)
  if (both) {
    await tx.update(
      DuplicatePair,
      { orgId, id: both.id },
      { state: 'merged', decidedAt: at, decidedById: staffId },
    )
    const { state, decidedAt, decidedById } = both
    await keepRow(tx, merging, {
      table,
      key: both.id,
      did: 'changed',
      rowBefore: { state, decided_at: keptInstant(decidedAt), decided_by_id: decidedById },
    })
  }
  const dismissed = [
    ...(await tx.find(DuplicatePair, { orgId, firstId: mergedId })),
    ...(await tx.find(DuplicatePair, { orgId, secondId: mergedId })),
  ].filter(({ state }) => state === 'dismissed')
  for (const { firstId, secondId, ...pair } of dismissed) {
    const otherId = firstId === mergedId ? secondId : firstId
    const known = await pairOf(tx, orgId, survivorId, otherId)
    if (otherId === survivorId || (known && known.state !== 'open')) continue
    if (known) {
      await tx.update(
        DuplicatePair,
        { orgId, id: known.id },
        { state: 'dismissed', decidedAt: pair.decidedAt, decidedById: pair.decidedById },
      )
      await keepRow(tx, merging, {
        table,
        key: known.id,
        did: 'changed',
        rowBefore: { state: 'open', decided_at: null, decided_by_id: null },
      })
      continue
    }
    const [first, second] = [survivorId, otherId].sort() as [string, string]
    const id = newId('dup', at.getTime())
    await tx.insert(DuplicatePair, { ...pair, id, firstId: first, secondId: second })
    await keepRow(tx, merging, { table, key: id, did: 'made' })
  }
}

function pairOf(tx: Transaction, orgId: string, a: string, b: string): Promise<DuplicatePair | undefined> {
  const [firstId, secondId] = [a, b].sort() as [string, string]
  return tx.findOne(DuplicatePair, { orgId, firstId, secondId })
}
