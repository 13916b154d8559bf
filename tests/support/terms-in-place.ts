import type { Database } from '../../server/platform/database'

/** Customers whose search terms say another owner, store or region than they have: searches would miss them. */
export async function termsOutOfPlace(database: Database): Promise<string[]> {
  const rows = await database.read((reader) =>
    reader.rows<{ name: string }>(
      `select distinct c.name from customer_term t join customer c on c.org_id = t.org_id and c.id = t.customer_id
       where coalesce(t.owner_id, '') <> coalesce(c.owner_id, '') or t.store_id <> c.store_id
         or t.region_id <> c.region_id`,
    ),
  )
  return rows.map(({ name }) => name)
}
