import { setupTexts } from '../../shared/text/setup'
import type { Transaction } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { newId } from '../platform/ids'
import { Problem } from '../platform/problem'
import type { UndoOffer } from '../platform/undo-entries'
import type { Doer } from './doer'
import { changedMeanwhile, mustManage, nameTaken, plainName, recordChange } from './record-change'
import { Region } from './tables'

/** @throws Problem 409 `name_taken` */
export async function addRegion(
  tx: Transaction,
  doer: Doer,
  input: { name: string },
): Promise<{ id: string; undo: UndoOffer }> {
  mustManage(doer)
  const { orgId } = doer.scope
  const name = plainName(input.name)
  await mustBeFree(tx, orgId, name)
  const id = newId('reg', doer.at.getTime())
  await tx.insert(Region, { orgId, id, name, closedAt: null, version: 1 })
  const undo = await recordChange(tx, doer, {
    what: 'region',
    did: 'create',
    id,
    name,
    before: null,
    detail: {},
  })
  return { id, undo }
}

/** @throws Problem 404, 409 `changed_meanwhile`, `name_taken` */
export async function changeRegion(
  tx: Transaction,
  doer: Doer,
  input: { regionId: string; version: number; name: string },
): Promise<UndoOffer> {
  mustManage(doer)
  const region = await regionToChange(tx, doer, input)
  const name = plainName(input.name)
  if (name !== region.name) await mustBeFree(tx, region.orgId, name)
  return write(tx, doer, region, { name }, 'edit')
}

/** @throws Problem 404, 409 `changed_meanwhile`, `region_has_stores` */
export async function closeRegion(
  tx: Transaction,
  doer: Doer,
  input: { regionId: string; version: number },
): Promise<UndoOffer> {
  mustManage(doer)
  const region = await regionToChange(tx, doer, input)
  const { orgId, id } = region
  const used = await tx.row<{ stores: number }>(
    // index store_by_region
    'select count(*) as stores from store where org_id = ? and region_id = ? and closed_at is null',
    [orgId, id],
  )
  const stores = Number(used?.stores ?? 0)
  if (stores > 0) throw new Problem(409, 'region_has_stores', setupTexts.regionHasStores(stores))
  return write(tx, doer, region, { closedAt: doer.at }, 'close')
}

async function regionToChange(
  tx: Transaction,
  doer: Doer,
  { regionId, version }: { regionId: string; version: number },
): Promise<Region> {
  const region = await tx.findOne(Region, { orgId: doer.scope.orgId, id: regionId })
  if (!region || region.closedAt) throw notFound()
  if (region.version !== version) throw changedMeanwhile()
  return region
}

async function write(
  tx: Transaction,
  doer: Doer,
  region: Region,
  change: Partial<Pick<Region, 'name' | 'closedAt'>>,
  did: 'edit' | 'close',
): Promise<UndoOffer> {
  const { orgId, id, name, version } = region
  const changed = await tx.update(Region, { orgId, id, version }, { ...change, version: version + 1 })
  if (changed === 0) throw changedMeanwhile()
  const before = { name, closedAt: null }
  return recordChange(tx, doer, {
    what: 'region',
    did,
    id,
    name,
    before,
    detail: { from: name, to: change.name ?? name },
  })
}

async function mustBeFree(tx: Transaction, orgId: string, name: string): Promise<void> {
  // A handful of rows.
  const taken = await tx.row(
    'select id from region where org_id = ? and name = ? and closed_at is null limit 1',
    [orgId, name],
  )
  if (taken) throw nameTaken(name)
}
