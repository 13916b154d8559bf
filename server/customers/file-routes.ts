import {
  changeSourceRoute,
  createCustomerRoute,
  customerChoicesRoute,
  customerFileRoute,
  editCustomerRoute,
  toCompleteRoute,
} from '../../shared/api/customer-file'
import type { Numbers } from '../organisation/numbers'
import { type Api, bind } from '../platform/http/api'
import { undoAnswer } from '../platform/http/undo-answer'
import { changeSource } from './change-source'
import { createCustomer } from './create-customer'
import { alikeOf, beginningsOf } from './duplicates/alike'
import { editCustomer } from './edit-customer'
import { customerChoices } from './field-reads'
import { customerFile } from './file-reads'
import { customersToComplete } from './to-complete'

export function customerFileRoutes(numbers: Numbers): (api: Api) => void {
  return (api) => {
    bind(api, customerChoicesRoute, ({ scope, database }) =>
      database.read((reader) => customerChoices(reader, scope)),
    )
    bind(api, toCompleteRoute, ({ scope, query, database }) =>
      database.read((reader) => customersToComplete(reader, scope, query)),
    )
    bind(api, createCustomerRoute, async ({ doer, scope, body, write }) => {
      // Its number cannot be drawn inside the transaction.
      await numbers.reserve(scope.orgId, 1)
      return write(async (tx) => {
        const { customer, undo } = await createCustomer(tx, numbers, doer, body)
        const alike = [
          ...(await alikeOf(tx, scope, customer.id)),
          ...(await beginningsOf(tx, scope, customer)),
        ]
        return {
          customer: await customerFile(tx, scope, customer.id),
          undo: undoAnswer(undo),
          ...(alike.length > 0 && { alike }),
        }
      })
    })
    bind(api, customerFileRoute, ({ scope, params, database }) =>
      database.read((reader) => customerFile(reader, scope, params.id)),
    )
    bind(api, editCustomerRoute, ({ doer, scope, params, body, write }) =>
      write(async (tx) => {
        const { undo } = await editCustomer(tx, doer, { customerId: params.id, ...body })
        return { customer: await customerFile(tx, scope, params.id), undo: undo && undoAnswer(undo) }
      }),
    )
    bind(api, changeSourceRoute, ({ doer, scope, params, body, write }) =>
      write(async (tx) => {
        const { undo } = await changeSource(tx, doer, { customerId: params.id, ...body })
        return { customer: await customerFile(tx, scope, params.id), undo: undoAnswer(undo) }
      }),
    )
  }
}
