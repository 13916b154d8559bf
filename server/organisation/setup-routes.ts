import {
  addRegionRoute,
  addStaffRoute,
  addStoreRoute,
  changeRegionRoute,
  changeStaffRoute,
  changeStoreRoute,
  closeRegionRoute,
  closeStoreRoute,
  leaveStaffRoute,
  regionsRoute,
  setupRoute,
  staffFileRoute,
  storesRoute,
} from '../../shared/api/setup'
import type { Reader } from '../platform/database'
import { type Api, bind } from '../platform/http/api'
import { notFound } from '../platform/http/refusals'
import { undoAnswer } from '../platform/http/undo-answer'
import type { UndoOffer } from '../platform/undo-entries'
import { addRegion, changeRegion, closeRegion } from './edit-region'
import { addStaff, changeStaff, markLeaver } from './edit-staff'
import { addStore, changeStore, closeStore } from './edit-store'
import { firstOrg } from './first-org'
import type { Scope } from './scope'
import { regions, setup, staffFile, stores } from './setup-reads'
import { Region } from './tables'

/** @param address where colleagues open the product */
export function setupRoutes(address: () => string): (api: Api) => void {
  /** A further organisation's members log in by an address of their own. */
  const addressOf = async (reader: Reader, orgId: string) =>
    (await firstOrg(reader))?.id === orgId ? address() : `${address()}/m/?org=${orgId}`
  return (api) => {
    bind(api, setupRoute, async ({ scope, database }) => ({
      ...(await database.read((reader) => setup(reader, scope))),
      address: await database.read((reader) => addressOf(reader, scope.orgId)),
    }))
    bindRegions(api)
    bindStores(api)
    bindStaff(api)
  }
}

function bindRegions(api: Api): void {
  bind(api, regionsRoute, async ({ scope, database }) => ({
    items: await database.read((reader) => regions(reader, scope)),
    nextCursor: null,
  }))
  const answer = async (reader: Reader, scope: Scope, id: string, undo: UndoOffer) => {
    const known = (await regions(reader, scope)).find((region) => region.id === id)
    const closed = known ? undefined : await reader.findOne(Region, { orgId: scope.orgId, id })
    if (!known && !closed) throw notFound()
    return {
      region: known ?? { id, name: closed!.name, stores: 0, version: closed!.version },
      undo: undoAnswer(undo),
    }
  }
  bind(api, addRegionRoute, ({ doer, scope, body, write }) =>
    write(async (tx) => {
      const { id, undo } = await addRegion(tx, doer, body)
      return answer(tx, scope, id, undo)
    }),
  )
  bind(api, changeRegionRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await changeRegion(tx, doer, { regionId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
  bind(api, closeRegionRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await closeRegion(tx, doer, { regionId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
}

function bindStores(api: Api): void {
  bind(api, storesRoute, ({ scope, query, database }) =>
    database.read((reader) => stores(reader, scope, query)),
  )
  const answer = async (reader: Reader, scope: Scope, id: string, undo: UndoOffer) => {
    const [store] = (await stores(reader, scope, { id })).items
    if (!store) throw notFound()
    return { store, undo: undoAnswer(undo) }
  }
  bind(api, addStoreRoute, ({ doer, scope, body, write }) =>
    write(async (tx) => {
      const { id, undo } = await addStore(tx, doer, body)
      return answer(tx, scope, id, undo)
    }),
  )
  bind(api, changeStoreRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await changeStore(tx, doer, { storeId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
  bind(api, closeStoreRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await closeStore(tx, doer, { storeId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
}

function bindStaff(api: Api): void {
  const answer = async (reader: Reader, scope: Scope, id: string, undo: UndoOffer) => ({
    staff: await staffFile(reader, scope, id),
    undo: undoAnswer(undo),
  })
  bind(api, staffFileRoute, async ({ scope, params, database }) => ({
    staff: await database.read((reader) => staffFile(reader, scope, params.id)),
  }))
  bind(api, addStaffRoute, ({ doer, scope, body, write }) =>
    write(async (tx) => {
      const { id, undo } = await addStaff(tx, doer, body)
      return answer(tx, scope, id, undo)
    }),
  )
  bind(api, changeStaffRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await changeStaff(tx, doer, { staffId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
  bind(api, leaveStaffRoute, ({ doer, scope, params, body, write }) =>
    write(async (tx) => {
      const undo = await markLeaver(tx, doer, { staffId: params.id, ...body })
      return answer(tx, scope, params.id, undo)
    }),
  )
}
