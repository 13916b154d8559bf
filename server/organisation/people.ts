import type { Reader } from '../platform/database'

export interface Person {
  id: string
  name: string
}

/** Who runs a store, by index staff_store_by_store; none for a store without a manager. */
export function storeManagersOf(reader: Reader, orgId: string, storeId: string): Promise<Person[]> {
  return reader.rows<Person>(
    `select s.id, s.name from staff_store ss join staff s on s.org_id = ss.org_id and s.id = ss.staff_id
     where ss.org_id = ? and ss.store_id = ? and ss.until_at is null and s.role = 'storeManager' and s.left_at is null
     order by s.id`,
    [orgId, storeId],
  )
}

/** Who has a region, by index staff_region_by_region. */
export function areaManagersOf(reader: Reader, orgId: string, regionId: string): Promise<Person[]> {
  return reader.rows<Person>(
    `select s.id, s.name from staff_region sr join staff s on s.org_id = sr.org_id and s.id = sr.staff_id
     where sr.org_id = ? and sr.region_id = ? and sr.until_at is null and s.role = 'areaManager' and s.left_at is null
     order by s.id`,
    [orgId, regionId],
  )
}

/** Who directs the whole. */
export function directorsOf(reader: Reader, orgId: string): Promise<Person[]> {
  // index staff_by_role
  return reader.rows<Person>(
    `select id, name from staff where org_id = ? and role = 'director' and left_at is null order by id`,
    [orgId],
  )
}

/** Who answers for a place: the store's manager, else the area manager, else the director. */
export async function inCharge(
  reader: Reader,
  place: { orgId: string; storeId: string; regionId: string },
): Promise<Person | undefined> {
  const { orgId, storeId, regionId } = place
  const [manager] = await storeManagersOf(reader, orgId, storeId)
  if (manager) return manager
  const [area] = await areaManagersOf(reader, orgId, regionId)
  return area ?? (await directorsOf(reader, orgId))[0]
}

/** Somebody who is with us, by id. */
export function activePerson(reader: Reader, orgId: string, id: string): Promise<Person | undefined> {
  return reader.row<Person>('select id, name from staff where org_id = ? and id = ? and left_at is null', [
    orgId,
    id,
  ])
}

/** Who answers for a customer: its owner while with us, else who is in charge of its place. */
export async function whoAnswers(
  reader: Reader,
  customer: { orgId: string; ownerId: string | null; storeId: string; regionId: string },
): Promise<Person | undefined> {
  const { orgId, ownerId } = customer
  return (ownerId ? await activePerson(reader, orgId, ownerId) : undefined) ?? inCharge(reader, customer)
}

/** People with this name who are with us, by index staff_by_name. */
export function peopleNamed(reader: Reader, orgId: string, name: string): Promise<Person[]> {
  return reader.rows<Person>(
    'select id, name from staff where org_id = ? and name = ? and left_at is null order by id limit 9',
    [orgId, name],
  )
}

/** Whom to ask for access: the first admin. */
export function adminOf(reader: Reader, orgId: string): Promise<Person | undefined> {
  return reader.row<Person>(
    `select id, name from staff where org_id = ? and role = 'admin' and left_at is null order by id limit 1`,
    [orgId],
  )
}
