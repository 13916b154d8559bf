import { addNoteRoute, cardRoute, customersRoute } from '../../shared/api/customers'
import { type Api, bind } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { addNote } from './add-note'
import { customerCard, customers } from './reads'

export function customerRoutes(api: Api): void {
  bind(api, customersRoute, ({ scope, query, at, database }) =>
    database.read((reader) => customers(reader, scope, query, at)),
  )
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
