import { nameKey } from '../customers/name-key'
import type { Doer } from '../organisation/doer'
import { addRegion } from '../organisation/edit-region'
import { addStaff, setSuperior } from '../organisation/edit-staff'
import { addStore } from '../organisation/edit-store'
import type { Transaction } from '../platform/database'
import { type PeopleLookups, peopleLookups, type ReadyPerson } from './check-people'
import { checkRows, peopleAtMost } from './check-step'
import type { CheckedRow } from './checked-row'
import { rowsIn, saidRow } from './row-batch'
import { ImportJob } from './tables'

/**
 * Writes a table of people at once: the regions and stores that are missing, the people, then who leads whom. Answers
 * how many lines are not as they were when somebody looked at them: then nothing was written.
 */
export async function writePeople(tx: Transaction, doer: Doer, job: ImportJob): Promise<{ changed: number }> {
  const rows = await rowsIn(tx, job, 'good', peopleAtMost)
  const checked = (await checkRows(
    tx,
    doer.scope,
    job,
    rows.map((row) => saidRow(job, row)),
    true,
  )) as CheckedRow<ReadyPerson>[]
  const changed = checked.filter(({ state }) => state !== 'good')
  if (changed.length > 0) return { changed: changed.length }
  const { orgId, id } = job
  const lookups = await peopleLookups(tx, orgId)
  const places = { stores: [] as string[], regions: [] as string[] }
  const made = new Map<string, string>()
  const led: { id: string; superior: string }[] = []
  for (const { number, ready } of checked) {
    if (!ready) continue
    const staffId = await writePerson(tx, doer, lookups, ready, job.options.createStores ? places : undefined)
    for (const key of [nameKey(ready.name), ready.phone ?? '']) made.set(key, staffId)
    if (ready.superior) led.push({ id: staffId, superior: ready.superior })
    await tx.run(
      `update import_row set state = 'written', made_id = ? where org_id = ? and import_id = ? and line_number = ?`,
      [staffId, orgId, id, number],
    )
  }
  for (const { id: staffId, superior } of led) {
    const key = nameKey(superior)
    const known = lookups.byPhone.get(superior) ?? lookups.byName.get(key)?.[0]
    const leaderId = known?.id ?? made.get(superior) ?? made.get(key)
    if (leaderId) await setSuperior(tx, orgId, staffId, leaderId)
  }
  await tx.update(ImportJob, { orgId, id }, { rowsDone: rows.length, options: { ...job.options, places } })
  return { changed: 0 }
}

async function writePerson(
  tx: Transaction,
  doer: Doer,
  lookups: PeopleLookups,
  person: ReadyPerson,
  /** Where stores and regions that are made are noted; undefined when none may be. */
  places: { stores: string[]; regions: string[] } | undefined,
): Promise<string> {
  const { name, role, phone, email, wecomUserId, stores, region, storeKind } = person
  const regionOf = async (said: string) => {
    const known = lookups.regions.get(nameKey(said))
    if (known || !places) return known?.id ?? ''
    const { id } = await addRegion(tx, doer, { name: said })
    lookups.regions.set(nameKey(said), { id, name: said })
    places.regions.push(id)
    return id
  }
  const storeIds: string[] = []
  for (const store of stores) {
    const known = lookups.stores.get(nameKey(store))
    if (known || !places || !region) storeIds.push(known?.id ?? '')
    else {
      const { id } = await addStore(tx, doer, {
        name: store,
        kind: storeKind,
        regionId: await regionOf(region),
      })
      lookups.stores.set(nameKey(store), { id, name: store })
      places.stores.push(id)
      storeIds.push(id)
    }
  }
  const regionIds = role === 'areaManager' && region ? [await regionOf(region)] : []
  const { id } = await addStaff(tx, doer, { name, role, phone, email, wecomUserId, storeIds, regionIds })
  return id
}
