import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { nameKey } from './name-key'

/** The customers within reach of each of several names, by `nameKey`; index customer_by_name. */
export async function customersNamed(
  reader: Reader,
  scope: Scope,
  names: readonly string[],
): Promise<Map<string, string[]>> {
  const keys = [...new Set(names.map(nameKey).filter(Boolean))]
  const ids = new Map<string, string[]>()
  if (keys.length === 0) return ids
  const reach = reachCondition(scope, 'c')
  const rows = await reader.rows<{ id: string; nameKey: string }>(
    `select c.id, c.name_key as nameKey from customer c
     where ${reach.sql} and c.name_key in (?) and c.retired_at is null`,
    [...reach.values, keys],
  )
  for (const { id, nameKey: key } of rows) ids.set(key, [...(ids.get(key) ?? []), id])
  return ids
}
