import type { RowProblem } from '../../shared/api/imports'
import { type Role, roles } from '../../shared/api/shapes'
import { importTexts, storeKindWords } from '../../shared/text/imports'
import { roleNames, roleWords } from '../../shared/text/roles'
import { nameKey } from '../customers/name-key'
import type { Reader } from '../platform/database'
import { type CheckedRow, isFormulaError, problemList, type SaidRow, type Wrong } from './checked-row'
import { closest } from './closest'
import { readPhones } from './read-phones'

/** A person of a line: stores, regions and superior by name, because they may be made by the same file. */
export interface ReadyPerson {
  name: string
  role: Role
  phone: string | undefined
  email: string | undefined
  wecomUserId: string | undefined
  stores: string[]
  region: string | undefined
  superior: string | undefined
  storeKind: 'direct' | 'franchise'
}

export interface PeopleLookups {
  /** Names of open ones, by `nameKey`. */
  stores: Map<string, { id: string; name: string }>
  regions: Map<string, { id: string; name: string }>
  /** With us, by phone and by name. */
  byPhone: Map<string, { id: string; name: string }>
  byName: Map<string, { id: string; name: string; storeIds: string[] }[]>
  byWecom: Map<string, { id: string; name: string }>
}

/** Everything of the organisation that a table of people may name: its people are few. */
export async function peopleLookups(reader: Reader, orgId: string): Promise<PeopleLookups> {
  const lookups: PeopleLookups = {
    stores: new Map(),
    regions: new Map(),
    byPhone: new Map(),
    byName: new Map(),
    byWecom: new Map(),
  }
  for (const table of ['store', 'region'] as const)
    for (const row of await reader.rows<{ id: string; name: string }>(
      `select id, name from ${table} where org_id = ? and closed_at is null order by id`,
      [orgId],
    ))
      lookups[`${table}s`].set(nameKey(row.name), row)
  const people = await reader.rows<{ id: string; name: string; phone: string | null }>(
    'select id, name, phone from staff where org_id = ? and left_at is null order by id',
    [orgId],
  )
  const works = await reader.rows<{ staffId: string; storeId: string }>(
    'select staff_id as staffId, store_id as storeId from staff_store where org_id = ? and until_at is null',
    [orgId],
  )
  const storesOf = new Map<string, string[]>()
  for (const { staffId, storeId } of works) storesOf.set(staffId, [...(storesOf.get(staffId) ?? []), storeId])
  const known = new Map(people.map((person) => [person.id, person]))
  for (const { id, name, phone } of people) {
    if (phone) lookups.byPhone.set(phone, { id, name })
    const key = nameKey(name)
    lookups.byName.set(key, [
      ...(lookups.byName.get(key) ?? []),
      { id, name, storeIds: storesOf.get(id) ?? [] },
    ])
  }
  for (const { outsideId, staffId } of await reader.rows<{ outsideId: string; staffId: string }>(
    `select outside_id as outsideId, staff_id as staffId from identity
     where org_id = ? and channel = 'wecom' and staff_id is not null`,
    [orgId],
  )) {
    const person = known.get(staffId)
    if (person) lookups.byWecom.set(outsideId, person)
  }
  return lookups
}

/** The parts of a cell that names several. */
export const parts = (said: string): string[] =>
  said
    .normalize('NFKC')
    .split(/[/、,;，；\n]+/)
    .map((part) => part.trim())
    .filter(Boolean)

/**
 * Checks lines of a table of people; superiors may stand in the same table.
 * @param named the names and phones that all lines of the table have
 */
export function checkPeople(
  lookups: PeopleLookups,
  rows: readonly SaidRow[],
  named: ReadonlySet<string>,
  createStores: boolean,
): CheckedRow<ReadyPerson>[] {
  return rows.map((row) => {
    const problems: RowProblem[] = []
    const said = (target: string) => row.said.get(target)?.normalize('NFKC') ?? ''
    const wrong = problemList(problems)
    for (const [target, text] of row.said) if (isFormulaError(text)) wrong(target, importTexts.formulaError())
    const name = said('name').replace(/\s+/g, ' ')
    if (!nameKey(name)) wrong('name', importTexts.empty())
    else if (name.length > 20) wrong('name', importTexts.nameTooLong(20))
    const role = roleOf(said('role'))
    if (!role)
      wrong(
        'role',
        said('role') ? importTexts.unknownRole(Object.values(roleNames)) : importTexts.empty(),
        roleNear(said('role')),
      )
    const phones = readPhones(said('phone'))
    if ('wrong' in phones) wrong('phone', phones.wrong)
    const email = said('email')
    if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong('email', importTexts.emailWrong())
    const person: ReadyPerson = {
      name,
      role: role ?? 'rep',
      phone: 'wrong' in phones ? undefined : phones[0],
      email: email || undefined,
      wecomUserId: said('wecom').slice(0, 64) || undefined,
      stores: role === 'rep' || role === 'storeManager' ? parts(said('store')) : [],
      region: parts(said('region'))[0],
      superior: said('superior') || undefined,
      storeKind: storeKindWords.franchise.some((word) => word === said('storeKind')) ? 'franchise' : 'direct',
    }
    // Which place somebody needs depends on the role.
    if (role) checkPlace(lookups, person, createStores, wrong)
    checkSuperior(lookups, person, named, wrong)
    return checkedPerson(lookups, row, person, problems)
  })
}

function checkPlace(lookups: PeopleLookups, person: ReadyPerson, createStores: boolean, wrong: Wrong): void {
  const { role, stores, region } = person
  const regionKnown = region !== undefined && lookups.regions.has(nameKey(region))
  if ((role === 'rep' || role === 'storeManager') && stores.length === 0)
    wrong('store', importTexts.storesNeeded())
  if (role === 'areaManager' && !region) wrong('region', importTexts.regionsNeeded())
  for (const store of stores) {
    if (lookups.stores.has(nameKey(store))) continue
    const near = closest(
      store,
      [...lookups.stores.values()].map(({ name }) => name),
    )
    if (!createStores) wrong('store', importTexts.newStore(), near)
    else if (!region) wrong('store', importTexts.newStoreNeedsRegion(), near)
  }
  if (role === 'areaManager' && region && !regionKnown && !createStores)
    wrong(
      'region',
      importTexts.newRegion(),
      closest(
        region,
        [...lookups.regions.values()].map(({ name }) => name),
      ),
    )
}

function checkSuperior(
  lookups: PeopleLookups,
  { superior, name, phone }: ReadyPerson,
  named: ReadonlySet<string>,
  wrong: Wrong,
): void {
  if (!superior) return
  const key = nameKey(superior)
  if (key === nameKey(name) || superior === phone) {
    wrong('superior', importTexts.superiorRing())
    return
  }
  const known = lookups.byPhone.has(superior) ? 1 : (lookups.byName.get(key)?.length ?? 0)
  if (known > 1) wrong('superior', importTexts.ambiguousSuperior())
  else if (known === 0 && !named.has(key) && !named.has(superior))
    wrong('superior', importTexts.unknownSuperior())
}

function checkedPerson(
  lookups: PeopleLookups,
  { number }: SaidRow,
  person: ReadyPerson,
  problems: RowProblem[],
): CheckedRow<ReadyPerson> {
  const { name, phone, wecomUserId, stores } = person
  const storeIds = stores.flatMap((store) => lookups.stores.get(nameKey(store))?.id ?? [])
  const keys = phone ? [`phone:${phone}`] : [`person:${nameKey(name)}@${stores.map(nameKey).join()}`]
  if (wecomUserId) keys.push(`wecom:${wecomUserId}`)
  if (problems.length > 0) return { number, problems, keys, state: 'bad', matchId: null, choice: null }
  const byPhone = phone ? lookups.byPhone.get(phone) : undefined
  const byWecom = wecomUserId ? lookups.byWecom.get(wecomUserId) : undefined
  const byName = phone
    ? undefined
    : lookups.byName.get(nameKey(name))?.find((each) => each.storeIds.some((id) => storeIds.includes(id)))
  const same = byPhone ?? byWecom ?? byName
  if (!same) return { number, problems, keys, state: 'good', ready: person, matchId: null, choice: null }
  const target = byPhone ? 'phone' : byWecom ? 'wecom' : 'name'
  const by = importTexts.sameTargets[target]
  const found = [{ target, text: importTexts.samePerson(same.name, by) }]
  return { number, problems: found, keys, state: 'same', ready: person, matchId: same.id, choice: 'skip' }
}

function roleOf(said: string): Role | undefined {
  const key = nameKey(said)
  return roles.find((role) => role === said || roleWords[role].some((word) => nameKey(word) === key))
}

function roleNear(said: string): string | undefined {
  const near = closest(said, Object.values(roleWords).flat())
  const role = near && roles.find((each) => roleWords[each].includes(near))
  return role && roleNames[role]
}
