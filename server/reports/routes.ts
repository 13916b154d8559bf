import { selfAuditSamplesRoute, selfAuditsRoute } from '../../shared/api/self-audits'
import { type Api, bind } from '../platform/http/api'
import { selfAuditSamples, selfAudits } from './reads'

export function reportRoutes(api: Api): void {
  bind(api, selfAuditsRoute, ({ scope, query, database }) =>
    database.read((reader) => selfAudits(reader, scope, query)),
  )
  bind(api, selfAuditSamplesRoute, ({ scope, params, database }) =>
    database.read((reader) => selfAuditSamples(reader, scope, params.id)),
  )
}
