import { feedRoute, timelineRoute } from '../../shared/api/touchpoints'
import { type Api, bind } from '../platform/http/api'
import { feed, timeline } from './reads'

export function touchpointRoutes(api: Api): void {
  bind(api, feedRoute, ({ scope, query, database }) => database.read((reader) => feed(reader, scope, query)))
  bind(api, timelineRoute, ({ scope, params, query, database }) =>
    database.read((reader) => timeline(reader, scope, { customerId: params.id, cursor: query.cursor })),
  )
}
