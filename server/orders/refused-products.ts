import type { Item } from '../../shared/language/types'
import { refusalTexts } from '../../shared/text/refusals'
import { nameKey } from '../customers/name-key'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { daysBetween, localDay, zonedIso } from '../platform/zone'

/** How long a refused product warns. */
const warnDays = 30

export interface Refusal {
  id: string
  productName: string
  category: string | null
  quantityMilli: number | null
  unit: string | null
  reason: string | null
  rejectedAt: Date
}

/** What these customers sent back in the last 30 days, newest first. Index rejection_by_customer. */
export function recentRefusalsOf(
  reader: Reader,
  orgId: string,
  customerIds: readonly string[],
  at: Date,
): Promise<(Refusal & { customerId: string })[]> {
  return reader.rows(
    `select id, customer_id as customerId, product_name as productName, category, quantity_milli as quantityMilli,
       unit, reason, rejected_at as rejectedAt
     from rejection where org_id = ? and customer_id in (?) and rejected_at >= ?
     order by rejected_at desc, id desc`,
    [orgId, customerIds, new Date(at.getTime() - warnDays * 86_400_000)],
  )
}

/** What a customer sent back in the last 30 days, newest first. Index rejection_by_customer. */
export function recentRefusals(
  reader: Reader,
  orgId: string,
  customerId: string,
  at: Date,
): Promise<Refusal[]> {
  return reader.rows<Refusal>(
    `select id, product_name as productName, category, quantity_milli as quantityMilli, unit, reason,
       rejected_at as rejectedAt
     from rejection where org_id = ? and customer_id = ? and rejected_at >= ?
     order by rejected_at desc, id desc limit 5`,
    [orgId, customerId, new Date(at.getTime() - warnDays * 86_400_000)],
  )
}

/** A refusal as a person reads it: what not to propose, and when, how much and why it came back. */
export function refusalWarning(
  refusal: Refusal,
  timezone: string,
  at: Date,
): { text: string; detail: string } {
  const minute = zonedIso(timezone, refusal.rejectedAt).slice(0, 16).replace('T', ' ')
  const quantity =
    refusal.quantityMilli === null ? '' : ` ${refusal.quantityMilli / 1000} ${refusal.unit ?? ''}`
  return {
    text: refusalTexts.warning(
      refusal.productName,
      daysBetween(localDay(timezone, refusal.rejectedAt), localDay(timezone, at)),
    ),
    detail: refusalTexts.detail(minute, `${refusal.productName}${quantity}`.trim(), refusal.reason),
  }
}

/** What was refused lately of the products that are being proposed: the same product, or one of its category. */
export async function refusalsOfProducts(
  reader: Reader,
  scope: Scope,
  customerId: string,
  items: readonly Pick<Item, 'product'>[],
  at: Date,
): Promise<Refusal[]> {
  const proposed = items.map((item) => item.product).filter((product) => product !== undefined)
  if (proposed.length === 0) return []
  const refusals = await recentRefusals(reader, scope.orgId, customerId, at)
  if (refusals.length === 0) return []
  const categories = await categoriesOf(reader, scope.orgId, proposed)
  return refusals.filter(
    ({ productName, category }) =>
      proposed.some((product) => productName.includes(product) || product.includes(productName)) ||
      (category !== null && categories.has(category)),
  )
}

/** The guard in words, wherever products are proposed. */
export async function refusedProducts(
  reader: Reader,
  scope: Scope,
  customerId: string,
  items: readonly Item[],
  at: Date,
): Promise<{ text: string; detail: string }[]> {
  const refusals = await refusalsOfProducts(reader, scope, customerId, items, at)
  return refusals.map((refusal) => refusalWarning(refusal, scope.timezone, at))
}

/** Index product_by_name. */
async function categoriesOf(reader: Reader, orgId: string, names: string[]): Promise<Set<string>> {
  const rows = await reader.rows<{ category: string }>(
    'select category from product where org_id = ? and name_key in (?)',
    [orgId, names.map(nameKey)],
  )
  return new Set(rows.map(({ category }) => category))
}
