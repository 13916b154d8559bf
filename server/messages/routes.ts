import { messagesRoute } from '../../shared/api/messages'
import { type Api, bind } from '../platform/http/api'
import { messages } from './reads'

export function messageRoutes(api: Api): void {
  bind(api, messagesRoute, ({ scope, query, database }) =>
    database.read((reader) => messages(reader, scope, query)),
  )
}
