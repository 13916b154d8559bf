import { pinyinOf } from '../../../shared/language/pinyin'
import type { Reader } from '../../platform/database'
import { nameKey } from '../name-key'
import { termAtMost } from '../terms'
import { bracketsDiffer, coreKey, stemKey, withoutBrackets } from './core-key'

/** What a customer, there already or about to be made, can be known by. */
export interface Likeness {
  name: string
  /** What people also call it. */
  otherNames?: readonly string[]
  phones: readonly string[]
  /** External and old ids. */
  ids: readonly string[]
}

/** A customer that is there, and by what it is alike; whether it is within somebody's reach is not asked here. */
export interface Alike {
  id: string
  code: string
  name: string
  ownerId: string | null
  storeId: string
  regionId: string
  by: 'id' | 'phone' | 'name' | 'core' | 'sound'
  /** What both have. */
  shared: string
  /** The contact whose phone it is. */
  contactId: string | null
}

type Found = Omit<Alike, 'by'> & { said: string }

const columns = `c.id, c.code, c.name, c.owner_id as ownerId, c.store_id as storeId, c.region_id as regionId`
const ofAlias = `from customer_alias a join customer c on c.org_id = a.org_id and c.id = a.customer_id`

/** Of what very many share (a switchboard's phone), so many for each that is asked about are enough. */
const foundAtMost = 40

/**
 * For each of several likenesses the customers that are there and may be the same one: by an id, a phone, a name or
 * alias to the letter, the core of the name, and (`bySound`) a name that sounds alike. Each once, by the strongest of
 * these. At most eight queries, whatever their number; nothing is compared with everything.
 */
export async function findAlike(
  reader: Reader,
  orgId: string,
  likenesses: readonly Likeness[],
  { bySound }: { bySound: boolean },
): Promise<Alike[][]> {
  const all = (of: (each: Likeness) => readonly string[]) => [
    ...new Set(likenesses.flatMap(of).filter(Boolean)),
  ]
  const limit = `limit ${foundAtMost * likenesses.length}`
  const ask = (sql: string, keys: readonly string[]) => found(reader, `${sql} ${limit}`, orgId, keys)
  const phones = all((each) => each.phones)
  const own = all((each) => [nameKey(each.name)])
  const names = bySound ? all((each) => namesOf(each)) : own
  const byId = await ask(
    // index customer_alias_by_value
    `select ${columns}, a.value_key as said, a.value as shared, null as contactId ${ofAlias}
     where a.org_id = ? and a.kind in ('external', 'oldId') and a.value_key in (?) and c.retired_at is null`,
    all((each) => each.ids),
  )
  const people = phones.length
    ? await reader.rows<{ id: string; phone: string }>(
        // index contact_by_phone
        `select id, phone from contact where org_id = ? and phone in (?) ${limit}`,
        [orgId, phones],
      )
    : []
  const phoneOf = new Map(people.map(({ id, phone }) => [id, phone]))
  const ofPeople = await ask(
    // primary key of contact_customer (org_id, contact_id, customer_id)
    `select ${columns}, k.contact_id as said, k.contact_id as shared, k.contact_id as contactId
     from contact_customer k join customer c on c.org_id = k.org_id and c.id = k.customer_id
     where k.org_id = ? and k.contact_id in (?) and k.until_at is null and c.retired_at is null`,
    [...phoneOf.keys()],
  )
  const byContact = new Map<string, Found[]>()
  for (const found of [...ofPeople.values()].flat()) {
    const phone = phoneOf.get(found.said) ?? ''
    byContact.set(phone, [...(byContact.get(phone) ?? []), { ...found, shared: phone }])
  }
  const byPhone = await ask(
    // index customer_alias_by_value
    `select ${columns}, a.value_key as said, a.value as shared, null as contactId ${ofAlias}
     where a.org_id = ? and a.kind = 'phone' and a.value_key in (?) and c.retired_at is null`,
    phones.map(nameKey),
  )
  const byName = await ask(
    // index customer_by_name
    `select ${columns}, c.name_key as said, c.name as shared, null as contactId from customer c
     where c.org_id = ? and c.name_key in (?) and c.retired_at is null`,
    names,
  )
  const byAlias = bySound
    ? await ask(
        // index customer_alias_by_value
        `select ${columns}, a.value_key as said, a.value as shared, null as contactId ${ofAlias}
         where a.org_id = ? and a.kind = 'name' and a.value_key in (?) and c.retired_at is null`,
        names,
      )
    : new Map<string, Found[]>()
  const byCore = await ask(
    // primary key of customer_core (org_id, core, customer_id)
    `select ${columns}, k.core as said, k.core as shared, null as contactId from customer_core k
       join customer c on c.org_id = k.org_id and c.id = k.customer_id
     where k.org_id = ? and k.core in (?) and c.retired_at is null`,
    all((each) => [coreKey(each.name)]),
  )
  const sounding = bySound
    ? await ask(
        // index customer_term_by_term
        `select ${columns}, t.term as said, c.name as shared, null as contactId from customer_term t
           join customer c on c.org_id = t.org_id and c.id = t.customer_id
         where t.org_id = ? and t.term in (?) and c.retired_at is null`,
        own.filter((name) => name.length > 1).map(soundTerm),
      )
    : new Map<string, Found[]>()
  return likenesses.map((likeness) => {
    const { name, phones: said, ids } = likeness
    const key = nameKey(name)
    const alike = new Map<string, Alike>()
    const add = (by: Alike['by'], from: Map<string, Found[]>, keys: readonly string[]) => {
      for (const { said: _, ...match } of keys.flatMap((each) => from.get(each) ?? []))
        if (!alike.has(match.id)) alike.set(match.id, { ...match, by })
    }
    add('id', byId, ids)
    add('phone', byContact, said)
    add('phone', byPhone, said.map(nameKey))
    add('name', byName, bySound ? namesOf(likeness) : [key])
    add('name', byAlias, namesOf(likeness))
    const core = coreKey(name)
    const ofCore = (byCore.get(core) ?? []).filter((match) => !bracketsDiffer(match.name, name))
    add('core', new Map([[core, ofCore]]), [core])
    // A term is cut short, and also begins with a later word of a name: the whole sound is compared.
    const alikeInSound = (sounding.get(soundTerm(key)) ?? []).filter(
      (match) => pinyinOf(nameKey(match.name)) === pinyinOf(key),
    )
    add('sound', new Map([[key, alikeInSound]]), [key])
    return [...alike.values()]
  })
}

/** What more than so many share in a region is no name of one of them. */
const coresAtMost = 3

/** Those who may be the same as one of that region: the same name is ordinary elsewhere, a core where many have it. */
export function nearby<Each extends { by: string; regionId: string }>(
  alike: readonly Each[],
  regionId: string | undefined,
): Each[] {
  const near = alike.filter(
    ({ by, ...each }) => by === 'id' || by === 'phone' || !regionId || each.regionId === regionId,
  )
  const cores = near.filter(({ by }) => by === 'core').length
  return cores > coresAtMost ? near.filter(({ by }) => by !== 'core') : near
}

/** A beginning that more share is a chain's name. */
const beginningsAtMost = 3

/**
 * Customers whose name goes on from this one (优鲜达: 优鲜达·文三路店), or is what this one begins with up to a separator.
 * None where many begin so. One query.
 */
export async function alikeInBeginning(
  reader: Reader,
  orgId: string,
  name: string,
): Promise<(Omit<Alike, 'by'> & { by: 'beginning' })[]> {
  const core = coreKey(name)
  const stem = stemKey(name)
  if (!stem) return []
  const found = await reader.rows<Omit<Alike, 'by'> & { core: string }>(
    // primary key of customer_core (org_id, core, customer_id): no more of it than are shown
    `select ${columns}, k.core as core, null as contactId from customer_core k
       join customer c on c.org_id = k.org_id and c.id = k.customer_id
     where k.org_id = ? and k.core >= ? and k.core < ? and c.retired_at is null
     order by k.core limit ${beginningsAtMost + 1}`,
    [orgId, stem, `${stem}\uffff`],
  )
  if (found.length > beginningsAtMost) return []
  return found
    .filter((each) => each.core !== core && (each.core === stem || stem === withoutBrackets(name)))
    .map(({ core: _, ...each }) => ({ ...each, by: 'beginning' as const, shared: stem }))
}

const namesOf = ({ name, otherNames = [] }: Likeness) => [name, ...otherNames].map(nameKey)

const soundTerm = (key: string) => pinyinOf(key).slice(0, termAtMost)

async function found(
  reader: Reader,
  sql: string,
  orgId: string,
  keys: readonly string[],
): Promise<Map<string, Found[]>> {
  const bySaid = new Map<string, Found[]>()
  if (keys.length === 0) return bySaid
  for (const row of await reader.rows<Found>(sql, [orgId, keys]))
    bySaid.set(row.said, [...(bySaid.get(row.said) ?? []), row])
  return bySaid
}
