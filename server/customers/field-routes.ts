import {
  addFieldRoute,
  changeFieldRoute,
  fieldsRoute,
  orderFieldsRoute,
  restoreFieldRoute,
  retireFieldRoute,
} from '../../shared/api/fields'
import type { Transaction } from '../platform/database'
import { type Api, bind, type Call } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { addField, changeField, orderFields, setFieldUse } from './change-fields'
import { fieldShape, fields } from './field-reads'
import type { Changed } from './managed-list'
import { recheckCustomers } from './recheck-customers'
import type { CustomerField } from './tables'

/** So many batches of customers are gone through at once after a change; more is left to the job. */
const batchesAtOnce = 8

export function fieldRoutes(api: Api): void {
  const saved = async (
    { write, database, scope }: Call<unknown, unknown>,
    change: (tx: Transaction) => Promise<Changed<CustomerField>>,
  ) => {
    const answer = await write(async (tx) => {
      const { row, undo } = await change(tx)
      return { field: fieldShape(row), undo: undoAnswer(undo) }
    })
    await recheckCustomers(database, scope.orgId, batchesAtOnce)
    return answer
  }
  bind(api, fieldsRoute, async ({ scope, query, database }) => ({
    items: await database.read((reader) => fields(reader, scope, query.all === 'true')),
    nextCursor: null,
  }))
  // Before `/api/fields/:id`, which would take `order` for an id.
  bind(api, orderFieldsRoute, ({ doer, scope, body, write }) =>
    write(async (tx) => {
      const { undo } = await orderFields(tx, doer, body.ids)
      return { items: await fields(tx, scope, false), undo: undoAnswer(undo) }
    }),
  )
  bind(api, addFieldRoute, (call) => saved(call, (tx) => addField(tx, call.doer, call.body)))
  bind(api, changeFieldRoute, (call) =>
    saved(call, (tx) => changeField(tx, call.doer, { id: call.params.id, ...call.body })),
  )
  bind(api, retireFieldRoute, (call) =>
    saved(call, (tx) => setFieldUse(tx, call.doer, { id: call.params.id, inUse: false, ...call.body })),
  )
  bind(api, restoreFieldRoute, (call) =>
    saved(call, (tx) => setFieldUse(tx, call.doer, { id: call.params.id, inUse: true, ...call.body })),
  )
}
