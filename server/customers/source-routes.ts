import {
  addSourceRoute,
  orderSourcesRoute,
  renameSourceRoute,
  restoreSourceRoute,
  retireSourceRoute,
  type SourceShape,
  sourcesRoute,
} from '../../shared/api/sources'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Reader, Transaction } from '../platform/database'
import { type Api, bind, type Call } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { addSource, orderSources, renameSource, setSourceUse } from './change-sources'
import type { Changed } from './managed-list'
import { Source } from './tables'

export function sourceRoutes(api: Api): void {
  const saved = ({ write }: Call<unknown, unknown>, change: (tx: Transaction) => Promise<Changed<Source>>) =>
    write(async (tx) => {
      const { row, undo } = await change(tx)
      return { source: sourceShape(row), undo: undoAnswer(undo) }
    })
  bind(api, sourcesRoute, async ({ scope, query, database }) => ({
    items: await database.read((reader) => sources(reader, scope, query.all === 'true')),
    nextCursor: null,
  }))
  // Before `/api/sources/:id`, which would take `order` for an id.
  bind(api, orderSourcesRoute, ({ doer, scope, body, write }) =>
    write(async (tx) => {
      const { undo } = await orderSources(tx, doer, body.ids)
      return { items: await sources(tx, scope, false), undo: undoAnswer(undo) }
    }),
  )
  bind(api, addSourceRoute, (call) => saved(call, (tx) => addSource(tx, call.doer, call.body.name)))
  bind(api, renameSourceRoute, (call) =>
    saved(call, (tx) => renameSource(tx, call.doer, { id: call.params.id, ...call.body })),
  )
  bind(api, retireSourceRoute, (call) =>
    saved(call, (tx) => setSourceUse(tx, call.doer, { id: call.params.id, inUse: false, ...call.body })),
  )
  bind(api, restoreSourceRoute, (call) =>
    saved(call, (tx) => setSourceUse(tx, call.doer, { id: call.params.id, inUse: true, ...call.body })),
  )
}

function sourceShape({ id, name, inUse, version }: Source): SourceShape {
  return { id, name, inUse, version }
}

/** The sources in their order; those out of use, last, only for who manages them. */
async function sources(reader: Reader, scope: Scope, all: boolean): Promise<SourceShape[]> {
  const every = (await reader.find(Source, { orgId: scope.orgId })).toSorted(
    (a, b) => Number(b.inUse) - Number(a.inUse) || a.position - b.position || (a.id < b.id ? -1 : 1),
  )
  const shown = all && mayDo(scope, 'fields.manage') ? every : every.filter(({ inUse }) => inUse)
  return shown.map(sourceShape)
}
