import type { Database } from '../../server/platform/database'

/**
 * Customers whose search terms, or whose entry on the list to complete, say another owner, store or region than they
 * have: within a scope they would be missed.
 */
export async function outOfPlace(database: Database): Promise<string[]> {
  const elsewhere = (table: string) =>
    `select c.name from ${table} t join customer c on c.org_id = t.org_id and c.id = t.customer_id
     where coalesce(t.owner_id, '') <> coalesce(c.owner_id, '') or t.store_id <> c.store_id
       or t.region_id <> c.region_id`
  const rows = await database.read((reader) =>
    reader.rows<{ name: string }>(`${elsewhere('customer_term')} union ${elsewhere('customer_to_complete')}`),
  )
  return rows.map(({ name }) => name)
}
