import { rejectionTexts } from '../../shared/text/rejections'
import { nameKey } from '../customers/name-key'
import type { ReachableCustomer } from '../customers/reachable-customer'
import type { Doer } from '../organisation/doer'
import type { Reader, Transaction } from '../platform/database'
import { newId } from '../platform/ids'
import type { UndoOffer } from '../platform/undo-entries'
import { recordSaid } from '../touchpoints/record-said'
import { voidTouchpoint } from '../touchpoints/record-touchpoint'
import { Rejection } from './tables'

/** 拒收: what came back, how much and why. From now on it warns wherever the product or its kind is proposed. */
export async function recordRejection(
  tx: Transaction,
  doer: Doer,
  refused: {
    customer: ReachableCustomer
    product: string | undefined
    quantity: number | undefined
    unit: string | undefined
    reason: string | undefined
    sourceKey: string
    /** When it happened, for what waited on a phone; now otherwise. */
    moment?: { at: Date; timeFrom: 'server' | 'phone' }
  },
): Promise<{ text: string; touchpointId: string; undo: UndoOffer }> {
  const { orgId } = doer.scope
  const rejectedAt = refused.moment?.at ?? doer.at
  const id = newId('rej', rejectedAt.getTime())
  const known = refused.product ? await productCalled(tx, orgId, refused.product) : undefined
  const productName = (known?.name ?? refused.product ?? rejectionTexts.noProduct()).slice(0, 60)
  const text = rejectionTexts.fact(productName, refused.quantity, refused.unit, refused.reason)
  const { id: touchpointId, undo } = await recordSaid(tx, doer, {
    customer: refused.customer,
    kind: 'rejection',
    text,
    sourceKey: refused.sourceKey,
    moment: refused.moment,
    action: 'rejection.record',
    subject: { kind: 'rejection', id },
  })
  await tx.insert(Rejection, {
    orgId,
    id,
    customerId: refused.customer.id,
    ownerId: refused.customer.ownerId,
    productId: known?.id ?? null,
    productName,
    category: known?.category ?? null,
    quantityMilli: refused.quantity === undefined ? null : Math.round(refused.quantity * 1000),
    unit: refused.unit?.slice(0, 20) ?? null,
    reason: refused.reason?.slice(0, 200) ?? null,
    rejectedAt,
    touchpointId,
  })
  return { text, touchpointId, undo }
}

/** Index product_by_name. */
async function productCalled(
  reader: Reader,
  orgId: string,
  name: string,
): Promise<{ id: string; name: string; category: string } | undefined> {
  return reader.row(
    'select id, name, category from product where org_id = ? and name_key = ? order by id limit 1',
    [orgId, nameKey(name)],
  )
}

/** Takes a rejection back: it warns no more; its fact stays in the timeline as 已撤销. */
export async function undoRejection(
  tx: Transaction,
  doer: Doer,
  undo: { subjectId: string; payload: Record<string, unknown> },
): Promise<void> {
  const { orgId } = doer.scope
  await tx.run('delete from rejection where org_id = ? and id = ?', [orgId, String(undo.payload.id)])
  await voidTouchpoint(tx, orgId, undo.subjectId, doer.at)
}
