import { undoRoute } from '../../shared/api/tasks'
import { type Api, bind } from '../platform/http/api'
import { onceMore } from '../platform/http/once-more'
import { undoWrite } from './undo-write'

/** @param wake hears of every write, so that corrections of what was pushed are sent at once */
export function undoRoutes(wake: () => void): (api: Api) => void {
  return (api) =>
    bind(api, undoRoute, ({ doer, params, write }) =>
      onceMore(write, async (tx) => ({
        undone: true as const,
        text: await undoWrite(tx, doer, params.id),
      })).finally(wake),
    )
}
