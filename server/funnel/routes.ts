import { opportunitiesRoute } from '../../shared/api/opportunities'
import { type Api, bind } from '../platform/http/api'
import { opportunities } from './reads'

export function opportunityRoutes(api: Api): void {
  bind(api, opportunitiesRoute, ({ scope, query, database }) =>
    database.read((reader) => opportunities(reader, scope, query)),
  )
}
