import type { dictionaryRoute } from '../../shared/api/lines'
import type { AnswerOf } from '../../shared/api/route'
import { buildDictionary, type Dictionary } from '../../shared/language/dictionary'
import { reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { differenceFrom } from '../platform/difference'

/** A phone and a chat hold their own person's world, never the organisation's million customers. */
const namesAtMost = 5000
const freshForMs = 60_000
const speakersAtMost = 200

interface SpeakerNames {
  customers: { name: string; aliases: string[] }[]
  contacts: { name: string; customers: string[] }[]
  products: { name: string; aliases: string[] }[]
}

/** The names a speaker uses: their customers with other names, the people there, our products. Four queries. */
async function speakerNames(reader: Reader, scope: Scope): Promise<SpeakerNames> {
  const reach = reachCondition(scope, 'c')
  const customers = await reader.rows<{ id: string; name: string }>(
    // indexes customer_by_owner, customer_by_store, customer_by_region
    `select c.id, c.name from customer c where ${reach.sql} and c.retired_at is null order by c.id desc limit ${namesAtMost}`,
    reach.values,
  )
  const aliases = await reader.rows<{ customerId: string; value: string }>(
    // index customer_alias_by_customer
    `select a.customer_id as customerId, a.value from customer_alias a
     where a.org_id = ? and a.customer_id in (?) and a.kind in ('name', 'wechat') limit ${namesAtMost}`,
    [scope.orgId, customers.map(({ id }) => id)],
  )
  const contacts = await reader.rows<{ name: string; customerId: string }>(
    // index contact_customer_by_customer
    `select distinct k.name, cc.customer_id as customerId from contact_customer cc join contact k on k.org_id = cc.org_id and k.id = cc.contact_id
     where cc.org_id = ? and cc.customer_id in (?) and cc.until_at is null limit ${namesAtMost}`,
    [scope.orgId, customers.slice(0, 1000).map(({ id }) => id)],
  )
  const products = await reader.rows<{ name: string; aliases: string | string[] }>(
    'select name, aliases from product where org_id = ? order by id limit 2000',
    [scope.orgId],
  )
  const customerNames = new Map(customers.map(({ id, name }) => [id, name]))
  const aliasesOf = new Map<string, string[]>()
  for (const { customerId, value } of aliases.filter(isSayable))
    aliasesOf.set(customerId, [...(aliasesOf.get(customerId) ?? []), value])
  const standsFor = new Map<string, string[]>()
  for (const { name, customerId } of contacts)
    standsFor.set(name, [...(standsFor.get(name) ?? []), customerNames.get(customerId) ?? ''])
  return {
    customers: customers.map(({ id, name }) => ({
      name,
      aliases: (aliasesOf.get(id) ?? []).sort(),
    })),
    contacts: [...standsFor].map(([name, its]) => ({ name, customers: its.sort() })),
    products: products.map(({ name, aliases }) => ({
      name,
      aliases: typeof aliases === 'string' ? (JSON.parse(aliases) as string[]) : aliases,
    })),
  }
}

/** Two letters or characters at least; what WeChat makes up for an account nobody says. */
const isSayable = ({ value }: { value: string }) => /\p{L}.*\p{L}/u.test(value) && !/^wxid_/i.test(value)

/** The names for a phone that has those of `version`: the parts in which something changed. */
export async function namesSince(
  reader: Reader,
  scope: Scope,
  version: string | undefined,
): Promise<AnswerOf<typeof dictionaryRoute>> {
  const names = await speakerNames(reader, scope)
  const rows = [
    ...names.customers.map((row) => ({ customers: [row] })),
    ...names.contacts.map((row) => ({ contacts: [row] })),
    ...names.products.map((row) => ({ products: [row] })),
  ] satisfies Partial<SpeakerNames>[]
  const { parts, ...head } = differenceFrom<Partial<SpeakerNames>>(version, rows, nameOf)
  return {
    ...head,
    parts: parts.map(({ part, rows: its }) => ({
      part,
      customers: its.flatMap(({ customers = [] }) => customers),
      contacts: its.flatMap(({ contacts = [] }) => contacts),
      products: its.flatMap(({ products = [] }) => products),
    })),
  }
}

const nameOf = ({ customers = [], contacts = [], products = [] }: Partial<SpeakerNames>) =>
  [...customers, ...contacts, ...products][0]?.name ?? ''

/** Dictionaries of the people who spoke lately; the longest unheard one goes first. */
const lately = new Map<string, { dictionary: Dictionary; until: number }>()

/**
 * The dictionary a line of this person is read with. Made for reps and store managers; who reaches a region or more
 * is read without one, and names are looked up afterwards. A new customer is in it within a minute.
 */
export async function speakerDictionary(
  reader: Reader,
  scope: Scope,
  at: Date,
): Promise<Dictionary | undefined> {
  if (scope.reach.column !== 'owner_id' && scope.reach.column !== 'store_id') return undefined
  const key = `${scope.orgId} ${scope.staffId}`
  const known = lately.get(key)
  if (known && known.until > at.getTime()) {
    lately.delete(key)
    lately.set(key, known)
    return known.dictionary
  }
  const dictionary = buildDictionary(await speakerNames(reader, scope))
  lately.delete(key)
  lately.set(key, { dictionary, until: at.getTime() + freshForMs })
  const [oldest] = lately.keys()
  if (lately.size > speakersAtMost && oldest) lately.delete(oldest)
  return dictionary
}
