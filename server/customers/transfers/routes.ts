import {
  handOverRoute,
  leaversRoute,
  receiversRoute,
  receivingStoresRoute,
  transferPreviewRoute,
  transferRoute,
} from '../../../shared/api/transfers'
import { transferTexts } from '../../../shared/text/transfers'
import { type Api, bind } from '../../platform/http/api'
import { undoAnswer } from '../../platform/http/undo-answer'
import { handOver } from './hand-over'
import { leavers, previewTransfer, receivers, receivingStores, toldOf } from './reads'
import { transferCustomers } from './transfer-customers'

/** @param wake hears of every transfer, so that who is concerned is told at once */
export function transferRoutes(wake: () => void): (api: Api) => void {
  return (api) => {
    bind(api, receiversRoute, async ({ scope, query, database }) => ({
      items: await database.read((reader) => receivers(reader, scope, query)),
    }))
    bind(api, receivingStoresRoute, async ({ scope, query, database }) => ({
      items: await database.read((reader) => receivingStores(reader, scope, query)),
    }))
    bind(api, leaversRoute, ({ scope, query, database }) =>
      database.read((reader) => leavers(reader, scope, query)),
    )
    bind(api, transferPreviewRoute, ({ scope, body, database }) =>
      database.read((reader) => previewTransfer(reader, scope, body)),
    )
    bind(api, transferRoute, ({ doer, body, write }) =>
      write(async (tx) => {
        const { plan, undo } = await transferCustomers(tx, doer, body)
        const told = toldOf(plan)
        const { owner, store } = plan.to
        const text = transferTexts.done(
          told.customers.slice(0, 3).map(({ name }) => name),
          told.count,
          owner?.name ?? store?.name ?? '',
          told.tasks,
          told.opportunities,
        )
        return { ...told, text, undo: undoAnswer(undo) }
      }).finally(wake),
    )
    bind(api, handOverRoute, ({ scope, params, at, database }) =>
      database.read((reader) => handOver(reader, scope, params.id, at)),
    )
  }
}
