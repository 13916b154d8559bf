import {
  alikeRoute,
  customerAlikeRoute,
  dismissPairRoute,
  duplicatesRoute,
  mergePreviewRoute,
  mergeRoute,
  mergesRoute,
  undoMergeRoute,
} from '../../../shared/api/merges'
import { type Api, bind } from '../../platform/http/api'
import { undoAnswer } from '../../platform/http/undo-answer'
import { alikeOf } from '../duplicates/alike'
import { dismissPair } from '../duplicates/dismiss-pair'
import { alikeCustomers, duplicates, phonesIn } from '../duplicates/reads'
import { reachableCustomer } from '../reachable-customer'
import { mergeCustomers } from './merge-customers'
import { merges, mergesInto, previewMerge } from './reads'
import { undoMerge } from './undo-merge'

export function mergeRoutes(api: Api): void {
  bind(api, duplicatesRoute, ({ scope, query, database }) =>
    database.read((reader) => duplicates(reader, scope, query)),
  )
  bind(api, alikeRoute, async ({ scope, query, database }) => {
    const { name, phones = '', ids = '', storeId } = query
    const likeness = { name, phones: phonesIn(phones), ids: ids.split(',').filter(Boolean), storeId }
    return { items: await database.read((reader) => alikeCustomers(reader, scope, likeness)) }
  })
  bind(api, customerAlikeRoute, ({ scope, params, database }) =>
    database.read(async (reader) => {
      const { id } = await reachableCustomer(reader, scope, params.id)
      return { items: await alikeOf(reader, scope, id), merges: await mergesInto(reader, scope.orgId, id) }
    }),
  )
  bind(api, dismissPairRoute, ({ doer, params, write }) =>
    write(async (tx) => ({
      dismissed: true as const,
      undo: undoAnswer(await dismissPair(tx, doer, params.id)),
    })),
  )
  bind(api, mergePreviewRoute, ({ scope, body, database }) =>
    database.read((reader) => previewMerge(reader, scope, body)),
  )
  bind(api, mergesRoute, ({ scope, query, database }) =>
    database.read((reader) => merges(reader, scope, query)),
  )
  bind(api, mergeRoute, ({ doer, body, write }) =>
    write(async (tx) => {
      const { id, customer, undo } = await mergeCustomers(tx, doer, body)
      return { merge: { id }, customer, undo: undoAnswer(undo) }
    }),
  )
  bind(api, undoMergeRoute, ({ doer, params, write }) =>
    write(async (tx) => ({ undone: true as const, text: await undoMerge(tx, doer, params.id) })),
  )
}
