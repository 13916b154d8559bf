import { customerTexts } from '../../shared/text/customers'
import { reaches, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import { nameKey } from './name-key'
import type { CustomerAlias } from './tables'

export type Alias = Pick<CustomerAlias, 'kind' | 'value'>

/** Kinds of which one value names one customer: ids that other systems gave. */
const uniqueKinds: readonly Alias['kind'][] = ['external', 'oldId']

/** What a value is unique by in its organisation; null for names, WeChat names and phones, which may be shared. */
export function aliasUniqueKey({ kind, value }: Alias): string | null {
  return uniqueKinds.includes(kind) ? `${kind}:${aliasKey({ kind, value })}` : null
}

/** Ids are compared to the letter, everything else like names. */
function aliasKey({ kind, value }: Alias): string {
  return uniqueKinds.includes(kind) ? value : nameKey(value)
}

/** The row of an alias; its value is trimmed and NFKC. */
export function aliasRow(orgId: string, customerId: string, alias: Alias, at: Date): CustomerAlias {
  return {
    orgId,
    id: newId('als', at.getTime()),
    customerId,
    ...alias,
    valueKey: aliasKey(alias),
    uniqueKey: aliasUniqueKey(alias),
  }
}

/**
 * Aliases as they are to be stored: trimmed, each once.
 * @throws Problem 400 `alias_empty`, `phone_wrong`; 409 `alias_taken` when such an id names another customer
 */
export async function checkAliases(
  reader: Reader,
  scope: Scope,
  given: readonly Alias[],
  ownId?: string,
): Promise<Alias[]> {
  const aliases = new Map<string, Alias>()
  for (const { kind, value } of given) {
    const alias = { kind, value: kind === 'phone' ? readPhone(value) : value.normalize('NFKC').trim() }
    if (!aliasKey(alias)) throw new Problem(400, 'alias_empty', customerTexts.aliasEmpty())
    aliases.set(`${kind}:${aliasKey(alias)}`, alias)
  }
  const all = [...aliases.values()]
  const unique = all.map(aliasUniqueKey).filter((key) => key !== null)
  if (unique.length === 0) return all
  const taken = await reader.rows<{
    customerId: string
    value: string
    name: string
    ownerId: string | null
    storeId: string
    regionId: string
  }>(
    // index customer_alias_unique
    `select a.customer_id as customerId, a.value, c.name, c.owner_id as ownerId, c.store_id as storeId,
       c.region_id as regionId
     from customer_alias a join customer c on c.org_id = a.org_id and c.id = a.customer_id
     where a.org_id = ? and a.unique_key in (?)`,
    [scope.orgId, unique],
  )
  const other = taken.find(({ customerId }) => customerId !== ownId)
  if (other)
    throw new Problem(
      409,
      'alias_taken',
      customerTexts.aliasTaken(other.value, reaches(scope, other) ? other.name : undefined),
    )
  return all
}

/** A phone as it is stored: digits, with a leading + where given. @throws Problem 400 `phone_wrong` */
export function readPhone(given: string): string {
  const phone = given.normalize('NFKC').replace(/[\s()-]/g, '')
  if (!/^\+?\d{5,19}$/.test(phone)) throw new Problem(400, 'phone_wrong', customerTexts.phoneWrong(given))
  return phone
}
