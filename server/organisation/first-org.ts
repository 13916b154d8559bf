import type { Reader } from '../platform/database'

/** The organisation that the environment describes: the first one made. */
export function firstOrg(reader: Reader): Promise<{ id: string; name: string; demo: number } | undefined> {
  return reader.row('select id, name, demo from org order by created_at, id limit 1')
}
