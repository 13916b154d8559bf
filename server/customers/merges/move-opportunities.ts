import type { Reader, Transaction } from '../../platform/database'
import { keepRow, keptInstant, type Merging } from './ledger'

interface Row {
  id: string
  customerId: string
  signalCode: string
  state: string
  outcome: string | null
  openKey: string | null
  closedAt: Date | null
  version: number
}

/** The merged customer's opportunities, and which of them the survivor has open too: one open a customer and signal. */
export async function openOpportunities(
  reader: Reader,
  { survivor, merged }: { survivor: { orgId: string; id: string }; merged: { id: string } },
): Promise<{ moving: Row[]; clashing: Row[] }> {
  const rows = await reader.rows<Row>(
    // index opportunity_by_customer
    `select id, customer_id as customerId, signal_code as signalCode, state, outcome, open_key as openKey,
       closed_at as closedAt, version
     from opportunity where org_id = ? and customer_id in (?)`,
    [survivor.orgId, [survivor.id, merged.id]],
  )
  const moving = rows.filter(({ customerId }) => customerId === merged.id)
  const open = rows.filter(({ customerId, state }) => customerId === survivor.id && state === 'open')
  const clashing = moving.filter(
    ({ state, signalCode }) => state === 'open' && open.some((own) => own.signalCode === signalCode),
  )
  return { moving, clashing }
}

/** All go to the survivor; one that clashes is withdrawn, the survivor's goes on. */
export async function moveOpportunities(tx: Transaction, merging: Merging): Promise<void> {
  const { orgId, survivorId, mergedId, at } = merging
  const { moving, clashing } = await openOpportunities(tx, {
    survivor: { orgId, id: survivorId },
    merged: { id: mergedId },
  })
  for (const row of moving) {
    const withdrawn = clashing.includes(row)
    const stays = row.openKey === null
    await tx.run(
      `update opportunity set customer_id = ?, state = ?, outcome = ?, open_key = ?, closed_at = ?, version = ?
       where org_id = ? and id = ?`,
      [
        survivorId,
        withdrawn ? 'closed' : row.state,
        withdrawn ? 'withdrawn' : row.outcome,
        withdrawn || stays ? null : `${survivorId}:${row.signalCode}`,
        withdrawn ? at : row.closedAt,
        row.version + 1,
        orgId,
        row.id,
      ],
    )
    await keepRow(tx, merging, {
      table: 'opportunity',
      key: row.id,
      did: 'in',
      rowVersion: row.version + 1,
      rowBefore: {
        state: row.state,
        outcome: row.outcome,
        open_key: row.openKey,
        closed_at: keptInstant(row.closedAt),
      },
    })
  }
}
