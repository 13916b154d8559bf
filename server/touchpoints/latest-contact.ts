import type { Reader } from '../platform/database'

export interface LatestContact {
  touchpointId: string
  kind: string
  occurredAt: Date
  actorStaffId: string | null
  actorContactId: string | null
}

/** The latest fact that counts as contact, as the timeline has it; index touchpoint_by_customer. */
export function latestContact(
  reader: Reader,
  customer: { orgId: string; id: string },
): Promise<LatestContact | undefined> {
  return reader.row<LatestContact>(
    `select id as touchpointId, kind, occurred_at as occurredAt, actor_staff_id as actorStaffId,
       actor_contact_id as actorContactId
     from touchpoint
     where org_id = ? and customer_id = ? and counts_as_contact = ? and voided_at is null
     order by occurred_at desc, id desc limit 1`,
    [customer.orgId, customer.id, true],
  )
}
