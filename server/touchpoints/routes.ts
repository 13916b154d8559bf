import { correctTouchpointRoute, feedRoute, timelineRoute } from '../../shared/api/touchpoints'
import { type Api, bind } from '../platform/http/api'
import { onceMore } from '../platform/http/once-more'
import { undoAnswer } from '../platform/http/undo-answer'
import { correctTouchpoint } from './correct-touchpoint'
import { feed, timeline } from './reads'

export function touchpointRoutes(api: Api): void {
  bind(api, feedRoute, ({ scope, query, database }) => database.read((reader) => feed(reader, scope, query)))
  bind(api, timelineRoute, ({ scope, params, query, database }) =>
    database.read((reader) => timeline(reader, scope, { customerId: params.id, cursor: query.cursor })),
  )
  bind(api, correctTouchpointRoute, ({ doer, params, body, write }) =>
    onceMore(write, async (tx) => {
      const { id, text, undo } = await correctTouchpoint(tx, doer, { id: params.id, text: body.text })
      return {
        touchpoint: { id, at: doer.at.toISOString(), text, corrects: params.id },
        undo: undoAnswer(undo),
      }
    }),
  )
}
