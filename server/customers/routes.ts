import { addNoteRoute, cardRoute, customersRoute, phoneCustomersRoute } from '../../shared/api/customers'
import { differenceFrom } from '../platform/difference'
import { type Api, bind } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { addNote } from './add-note'
import { phoneCustomers } from './phone-customers'
import { customerCard, customers } from './reads'

export function customerRoutes(api: Api): void {
  bind(api, customersRoute, ({ scope, query, at, database }) =>
    database.read((reader) => customers(reader, scope, query, at)),
  )
  bind(api, phoneCustomersRoute, async ({ scope, query, database }) => {
    const all = await database.read((reader) => phoneCustomers(reader, scope))
    const { parts, ...head } = differenceFrom(query.version, all, ({ id }) => id)
    return { ...head, parts: parts.map(({ part, rows }) => ({ part, customers: rows })) }
  })
  bind(api, cardRoute, ({ scope, params, at, database }) =>
    database.read((reader) => customerCard(reader, scope, params.id, at)),
  )
  bind(api, addNoteRoute, ({ doer, params, body, write }) =>
    write(async (tx) => {
      const { touchpoint, undo } = await addNote(tx, doer, { customerId: params.id, text: body.text })
      return {
        touchpoint: { ...touchpoint, at: touchpoint.at.toISOString() },
        undo: undoAnswer(undo),
      }
    }),
  )
}
