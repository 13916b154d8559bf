import {
  customerViewsRoute,
  removeCustomerViewRoute,
  saveCustomerViewRoute,
} from '../../shared/api/customer-filter'
import { type Api, bind } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { customerViews, removeCustomerView, saveCustomerView } from './views'

export function customerViewRoutes(api: Api): void {
  bind(api, customerViewsRoute, async ({ scope, database }) => ({
    items: await database.read((reader) => customerViews(reader, scope)),
    nextCursor: null,
  }))
  bind(api, saveCustomerViewRoute, ({ doer, body, write }) =>
    write(async (tx) => {
      const { view, undo } = await saveCustomerView(tx, doer, body)
      return { view, undo: undoAnswer(undo) }
    }),
  )
  bind(api, removeCustomerViewRoute, ({ doer, params, write }) =>
    write(async (tx) => ({
      removed: true as const,
      undo: undoAnswer(await removeCustomerView(tx, doer, params.id)),
    })),
  )
}
