import { setupTexts } from '../../shared/text/setup'
import { customersOfStore, moveCustomersOfStore } from '../customers/customers-of-store'
import type { Reader, Transaction } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import type { Doer } from './doer'
import { changedMeanwhile, mustManage, nameTaken, plainName, recordChange } from './record-change'
import { Region, StaffStore, Store } from './tables'

interface GivenStore {
  name: string
  kind: Store['kind']
  regionId: string
}

/** @throws Problem 400 `region_unknown`; 409 `name_taken` */
export async function addStore(
  tx: Transaction,
  doer: Doer,
  input: GivenStore,
): Promise<{ id: string; undo: UndoOffer }> {
  mustManage(doer)
  const { orgId } = doer.scope
  const name = plainName(input.name)
  await mustBeFree(tx, orgId, name)
  await mustBeRegion(tx, orgId, input.regionId)
  const id = newId('sto', doer.at.getTime())
  const { kind, regionId } = input
  await tx.insert(Store, { orgId, id, name, kind, regionId, closedAt: null, version: 1 })
  const detail = { kind, regionId }
  return {
    id,
    undo: await recordChange(tx, doer, { what: 'store', did: 'create', id, name, before: null, detail }),
  }
}

/**
 * The customers of a store that goes to another region go with it: region scopes read the customers' own column.
 * @throws Problem 400 `region_unknown`; 404; 409 `changed_meanwhile`, `name_taken`
 */
export async function changeStore(
  tx: Transaction,
  doer: Doer,
  input: GivenStore & { storeId: string; version: number },
): Promise<UndoOffer> {
  mustManage(doer)
  const store = await storeToChange(tx, doer, input)
  const { orgId, id } = store
  const name = plainName(input.name)
  if (name !== store.name) await mustBeFree(tx, orgId, name)
  const { kind, regionId } = input
  if (regionId !== store.regionId) await mustBeRegion(tx, orgId, regionId)
  await writeStore(tx, store, { name, kind, regionId })
  return recordChange(tx, doer, {
    what: 'store',
    did: 'edit',
    id,
    name,
    before: { name: store.name, kind: store.kind, regionId: store.regionId },
    detail: { from: [store.kind, store.regionId], to: [kind, regionId] },
  })
}

/** Who worked from it does so no more. @throws Problem 404; 409 `changed_meanwhile`, `store_has_customers` */
export async function closeStore(
  tx: Transaction,
  doer: Doer,
  input: { storeId: string; version: number },
): Promise<UndoOffer> {
  mustManage(doer)
  const store = await storeToChange(tx, doer, input)
  const { orgId, id, name } = store
  const customers = await customersOfStore(tx, orgId, id)
  if (customers > 0) throw new Problem(409, 'store_has_customers', setupTexts.storeHasCustomers(customers))
  const people = await tx.find(StaffStore, { orgId, storeId: id, untilAt: null })
  await writeStore(tx, store, { closedAt: doer.at })
  await tx.update(StaffStore, { orgId, storeId: id, untilAt: null }, { untilAt: doer.at })
  return recordChange(tx, doer, {
    what: 'store',
    did: 'close',
    id,
    name,
    before: { closedAt: null, people: people.map(({ staffId }) => staffId) },
    detail: { people: people.map(({ staffId }) => staffId) },
  })
}

/** @throws Problem 409 `changed_meanwhile` */
export async function writeStore(
  tx: Transaction,
  store: Store,
  change: Partial<Pick<Store, 'name' | 'kind' | 'regionId' | 'closedAt'>>,
): Promise<void> {
  const { orgId, id, version } = store
  const changed = await tx.update(Store, { orgId, id, version }, { ...change, version: version + 1 })
  if (changed === 0) throw changedMeanwhile()
  if (change.regionId && change.regionId !== store.regionId)
    await moveCustomersOfStore(tx, orgId, id, change.regionId)
}

async function storeToChange(
  tx: Transaction,
  doer: Doer,
  { storeId, version }: { storeId: string; version: number },
): Promise<Store> {
  const store = await tx.findOne(Store, { orgId: doer.scope.orgId, id: storeId })
  if (!store || store.closedAt) throw notFound()
  if (store.version !== version) throw changedMeanwhile()
  return store
}

async function mustBeFree(reader: Reader, orgId: string, name: string): Promise<void> {
  const taken = await reader.row(
    // An organisation's stores are few.
    'select id from store where org_id = ? and name = ? and closed_at is null limit 1',
    [orgId, name],
  )
  if (taken) throw nameTaken(name)
}

async function mustBeRegion(reader: Reader, orgId: string, id: string): Promise<void> {
  const region = await reader.findOne(Region, { orgId, id })
  if (!region || region.closedAt) throw new Problem(400, 'region_unknown', setupTexts.regionUnknown())
}
