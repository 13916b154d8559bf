import type { Transaction } from '../platform/database'
import { Customer } from './tables'

/** Moves a customer's "last contact" forward, never back: facts may arrive out of order. */
export async function markContact(
  tx: Transaction,
  customer: { orgId: string; id: string },
  touch: {
    kind: string
    occurredAt: Date
    touchpointId: string
    actorStaffId: string | null
    actorContactId: string | null
  },
): Promise<void> {
  await tx.run(
    // primary key (org_id, id)
    `update customer set last_touch_at = ?, last_touch_id = ?, last_touch_kind = ?, last_touch_staff_id = ?,
       last_touch_contact_id = ?
     where org_id = ? and id = ? and (last_touch_at is null or last_touch_at <= ?)`,
    [
      touch.occurredAt,
      touch.touchpointId,
      touch.kind,
      touch.actorStaffId,
      touch.actorContactId,
      customer.orgId,
      customer.id,
      touch.occurredAt,
    ],
  )
}

/** Puts "last contact" to what the facts say, after one of them was taken back; null when none is left. */
export async function resetLastContact(
  tx: Transaction,
  customer: { orgId: string; id: string },
  last: {
    kind: string
    occurredAt: Date
    touchpointId: string
    actorStaffId: string | null
    actorContactId: string | null
  } | null,
): Promise<void> {
  await tx.update(
    Customer,
    { orgId: customer.orgId, id: customer.id },
    {
      lastTouchAt: last?.occurredAt ?? null,
      lastTouchId: last?.touchpointId ?? null,
      lastTouchKind: last?.kind ?? null,
      lastTouchStaffId: last?.actorStaffId ?? null,
      lastTouchContactId: last?.actorContactId ?? null,
    },
  )
}
