import { type CustomerRules, photosLater } from '../customers/check-customer'
import { customerRules } from '../customers/customer-rules'
import { nameKey } from '../customers/name-key'
import { reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'

interface LookupStore {
  id: string
  name: string
  regionId: string
}

/** What the lines of a customer table name: read once for many lines. An organisation's own lists, not its customers. */
export interface CustomerLookups {
  rules: CustomerRules
  stores: Map<string, LookupStore[]>
  storeNames: string[]
  /** By name and by phone. */
  staff: Map<string, { id: string; storeId: string | null }[]>
  storeById: Map<string, LookupStore>
}

export async function customerLookups(reader: Reader, scope: Scope): Promise<CustomerLookups> {
  const { orgId } = scope
  const rules = photosLater(await customerRules(reader, orgId))
  const all = await reader.rows<LookupStore>(
    'select id, name, region_id as regionId from store where org_id = ? and closed_at is null order by id',
    [orgId],
  )
  const within = all.filter(({ id, regionId }) =>
    reaches(scope, { ownerId: scope.staffId, storeId: id, regionId }),
  )
  const stores = new Map<string, LookupStore[]>()
  for (const store of within) {
    add(stores, nameKey(store.name), store)
    // 文三路 is 文三路店, where nothing else is.
    if (store.name.endsWith('店')) add(stores, nameKey(store.name.slice(0, -1)), store)
  }
  const people = await reader.rows<{
    id: string
    name: string
    phone: string | null
    storeId: string | null
  }>(
    // primary key of staff_store (org_id, staff_id, store_id)
    `select s.id, s.name, s.phone, (select min(ss.store_id) from staff_store ss
       where ss.org_id = s.org_id and ss.staff_id = s.id and ss.until_at is null) as storeId
     from staff s where s.org_id = ? and s.left_at is null order by s.id`,
    [orgId],
  )
  const staff: CustomerLookups['staff'] = new Map()
  for (const { id, name, phone, storeId } of people) {
    add(staff, nameKey(name), { id, storeId })
    if (phone) add(staff, phone, { id, storeId })
  }
  return {
    rules,
    stores,
    storeNames: within.map(({ name }) => name),
    staff,
    storeById: new Map(within.map((store) => [store.id, store])),
  }
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
