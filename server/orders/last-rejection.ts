import type { Reader } from '../platform/database'

export interface LastRejection {
  productName: string
  reason: string | null
  rejectedAt: Date
}

/** What a customer refused last, however long ago; index rejection_by_customer. */
export function lastRejection(
  reader: Reader,
  orgId: string,
  customerId: string,
): Promise<LastRejection | undefined> {
  return reader.row<LastRejection>(
    `select product_name as productName, reason, rejected_at as rejectedAt from rejection
     where org_id = ? and customer_id = ? order by rejected_at desc, id desc limit 1`,
    [orgId, customerId],
  )
}
