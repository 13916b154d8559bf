import type { RowProblem } from '../../shared/api/imports'
import { importTexts } from '../../shared/text/imports'
import type { Alias } from '../customers/aliases'
import { askable, checkNewCustomer } from '../customers/check-customer'
import type { CheckedCustomer } from '../customers/create-many'
import { customersNamed } from '../customers/customers-named'
import { noneAnswer } from '../customers/field-value'
import { findSame, type SameCustomer } from '../customers/find-same'
import { nameKey } from '../customers/name-key'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { type CheckedRow, isFormulaError, problemList, type SaidRow, type Wrong } from './checked-row'
import { closest } from './closest'
import type { CustomerLookups } from './customer-lookups'
import { fieldTarget } from './field-target'
import { readPhones } from './read-phones'
import { type Referrers, referrersOf } from './referrers'
import type { ImportJob } from './tables'

/** A line with what was found wrong so far, and what it would become. */
interface Draft {
  row: SaidRow
  problems: RowProblem[]
  ready: CheckedCustomer
  phones: string[]
}

interface References {
  /** Customers that are there, by `nameKey`. */
  known: Map<string, string[]>
  inFile: Referrers
}

/**
 * Checks lines of a customer table by the rules that hold for every new customer, and looks for those that are there
 * already. A few queries, whatever the number of lines.
 * @param rings whether every line has been looked at, so that those who name each other in a ring are found
 */
export async function checkCustomers(
  reader: Reader,
  scope: Scope,
  job: Pick<ImportJob, 'orgId' | 'id' | 'mapping'>,
  lookups: CustomerLookups,
  rows: readonly SaidRow[],
  rings: boolean,
): Promise<CheckedRow<CheckedCustomer>[]> {
  const known = await referencesOf(reader, scope, lookups, rows)
  const references = { known, inFile: await referrersOf(reader, job, lookups, rows, known, rings) }
  const drafts = rows.map((row) => draftOf(lookups, references, row))
  const same = await findSame(
    reader,
    scope,
    drafts.map(({ ready, phones }) => ({
      name: ready.name,
      storeId: ready.store.id || null,
      phones,
      ids: ready.aliases.filter(({ kind }) => kind === 'oldId').map(({ value }) => value),
    })),
  )
  return drafts.map((draft, index) => ({
    ...checkedRow(draft, same[index]),
    marks: references.inFile.marks(draft.row),
  }))
}

function checkedRow(
  { row, problems, ready }: Draft,
  same: SameCustomer | undefined,
): CheckedRow<CheckedCustomer> {
  const keys = [
    ...(ready.name && ready.store.id ? [`name:${nameKey(ready.name)}@${ready.store.id}`] : []),
    ...ready.aliases.filter(({ kind }) => kind === 'oldId').map(({ value }) => `oldId:${value}`),
  ]
  const { number } = row
  const known = same && {
    target: same.by === 'id' ? 'oldId' : same.by === 'core' ? 'name' : same.by,
    text: same.within ? importTexts.sameBy[same.by](same.code, same.shared) : importTexts.sameElsewhere(),
    alike: true as const,
  }
  const matchId = same?.within ? same.id : null
  if (problems.length > 0) {
    // Whoever puts it right is to know at once.
    const all = known ? [...problems, known] : problems
    return { number, problems: all, keys, state: 'bad', matchId, choice: null }
  }
  if (!same || !known) return { number, problems, keys, state: 'good', ready, matchId: null, choice: null }
  // An id that names another customer cannot name this one too.
  const taken = same.by === 'id' && row.choice === 'import'
  return {
    number,
    problems: [known],
    keys,
    state: 'same',
    ready,
    matchId,
    // Only much the same: unless somebody says so, nothing of the file is left out for it.
    choice: taken ? 'skip' : (row.choice ?? (same.by === 'core' ? 'import' : 'skip')),
  }
}

function draftOf(lookups: CustomerLookups, references: References, row: SaidRow): Draft {
  const problems: RowProblem[] = []
  const said = (target: string) => row.said.get(target) ?? ''
  const wrong = problemList(problems)
  for (const [target, text] of row.said) if (isFormulaError(text)) wrong(target, importTexts.formulaError())

  const { store, ownerId } = placeOf(lookups, said, wrong)
  const sourceId = sourceOf(lookups, said('source'), wrong)
  const fields = fieldsOf(lookups, references, row, wrong)
  const checked = checkNewCustomer(lookups.rules, { name: said('name'), sourceId: sourceId ?? '', fields })
  for (const { at, text } of checked.wrong) {
    const target = at === 'sourceId' ? 'source' : at.replace(/^fields\./, 'field:')
    wrong(target, said(target) === '' ? importTexts.empty() : text)
  }
  const read = readPhones(said('phone'))
  if ('wrong' in read) wrong('phone', read.wrong)
  const phones = 'wrong' in read ? [] : read
  const name = said('contact').normalize('NFKC')
  if (name.length > 60) wrong('contact', importTexts.nameTooLong(60))
  const contacts = name && nameKey(name) ? [{ id: undefined, name, phone: phones[0] ?? null }] : []
  const tags = [
    ...new Set(
      said('tags')
        .normalize('NFKC')
        .split(/[/、,;，；\s]+/)
        .filter(Boolean),
    ),
  ]
  if (tags.length > 20 || tags.some((tag) => tag.length > 20)) wrong('tags', importTexts.tagWrong())
  const aliases: Alias[] = [
    ...aliasesOf('name', said('alias')),
    ...aliasesOf('wechat', said('wechat')),
    ...aliasesOf('oldId', said('oldId')),
    ...phones.slice(contacts.length).map((value) => ({ kind: 'phone' as const, value })),
  ]
  return {
    row,
    problems,
    phones,
    ready: {
      name: checked.name,
      sourceId: sourceId ?? '',
      store: store ?? { id: '', regionId: '' },
      ownerId,
      values: checked.values,
      contacts,
      aliases,
      tags,
      address: said('address').normalize('NFKC').slice(0, 200) || null,
    },
  }
}

type Said = (target: string) => string

const aliasesOf = (kind: 'name' | 'wechat' | 'oldId', said: string): Alias[] => {
  const value = said.normalize('NFKC').trim().slice(0, 100)
  return value && (kind === 'oldId' || nameKey(value)) ? [{ kind, value }] : []
}

/** Whose, and of which store: the store that is written, else the owner's. */
function placeOf(lookups: CustomerLookups, said: Said, wrong: Wrong) {
  let ownerId: string | null = null
  let owned: string | null = null
  if (said('owner')) {
    const key = said('owner').normalize('NFKC')
    const phone = readPhones(key)
    const named =
      lookups.staff.get(nameKey(key)) ?? lookups.staff.get('wrong' in phone ? key : (phone[0] ?? key)) ?? []
    if (named.length === 0) wrong('owner', importTexts.unknownOwner())
    else if (named.length > 1) wrong('owner', importTexts.ambiguousOwner(named.length))
    ownerId = named[0]?.id ?? null
    owned = named[0]?.storeId ?? null
  }
  const written = said('store')
  if (!written) {
    const store = owned ? lookups.storeById.get(owned) : undefined
    if (!store) wrong('store', ownerId ? importTexts.ownerNoStore() : importTexts.empty())
    return { store, ownerId }
  }
  const stores = lookups.stores.get(nameKey(written)) ?? []
  if (stores.length === 0) wrong('store', importTexts.unknownStore(), closest(written, lookups.storeNames))
  if (stores.length > 1) wrong('store', importTexts.ambiguousStore(stores.length))
  return { store: stores[0], ownerId }
}

function sourceOf({ rules }: CustomerLookups, said: string, wrong: Wrong): string | undefined {
  if (!said) return undefined
  const inUse = rules.sources.filter((each) => each.inUse)
  const source = inUse.find(({ name }) => nameKey(name) === nameKey(said))
  if (!source)
    wrong(
      'source',
      importTexts.unknownSource(),
      closest(
        said,
        inUse.map(({ name }) => name),
      ),
    )
  return source?.id
}

/** Field values as they are typed on a page; references by the customer's name. */
function fieldsOf(
  { rules }: CustomerLookups,
  { known, inFile }: References,
  row: SaidRow,
  wrong: Wrong,
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const field of rules.fields) {
    const text = row.said.get(fieldTarget(field.id))
    if (!text || !askable(field)) continue
    if (field.type !== 'reference' || text === noneAnswer) {
      fields[field.id] = text
      continue
    }
    const named = known.get(nameKey(text)) ?? []
    const meant =
      named.length > 1
        ? { wrong: importTexts.ambiguousCustomer(named.length, text) }
        : (inFile.of(row, field.id) ??
          (named[0] ? { id: named[0] } : { wrong: importTexts.unknownCustomer() }))
    if ('id' in meant) fields[field.id] = meant.id
    else wrong(fieldTarget(field.id), meant.wrong)
  }
  return fields
}

async function referencesOf(
  reader: Reader,
  scope: Scope,
  { rules }: CustomerLookups,
  rows: readonly SaidRow[],
): Promise<Map<string, string[]>> {
  const asked = rules.fields.filter((field) => field.type === 'reference' && askable(field))
  const names = rows.flatMap(({ said }) => asked.map(({ id }) => said.get(fieldTarget(id)) ?? ''))
  return customersNamed(reader, scope, names)
}
