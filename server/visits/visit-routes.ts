import { closureRoute } from '../../shared/api/closure'
import {
  activeVisitRoute,
  addFindingRoute,
  checkInRoute,
  checkOutRoute,
  visitRoute,
  visitsRoute,
  visitTargetRoute,
} from '../../shared/api/visits'
import type { Numbers } from '../organisation/numbers'
import { type Api, bind } from '../platform/http/api'
import { onceMore } from '../platform/http/once-more'
import { undoAnswer } from '../platform/http/undo-answer'
import type { UndoOffer } from '../platform/undo-entries'
import { addFinding } from './add-finding'
import { checkIn } from './check-in'
import { checkOut } from './check-out'
import { closure } from './closure'
import { visitTargets } from './targets'
import { findingShape } from './visit-parts'
import { activeVisit, activeVisitRow, visit, visits } from './visit-reads'
import { refusalsAt } from './visit-warnings'
import { visitableCustomer } from './visitable-customer'

/** @param wake hears of every write, so that what it has to say to others is sent at once */
export function visitRoutes({ numbers, wake }: { numbers: Numbers; wake: () => void }): (api: Api) => void {
  return (api) => {
    bind(api, visitTargetRoute, ({ scope, params, at, database }) =>
      database.read(async (reader) => {
        const { id } = await visitableCustomer(reader, scope, params.id, at)
        const targets = await visitTargets(reader, scope, [id], at)
        const active = await activeVisitRow(reader, scope)
        return { target: targets.get(id)!, active: active ?? null, ...served(at) }
      }),
    )
    bind(api, activeVisitRoute, ({ scope, at, database }) =>
      database.read(async (reader) => ({
        visit: (await activeVisit(reader, scope)) ?? null,
        ...served(at),
      })),
    )
    bind(api, closureRoute, ({ scope, query, at, database }) =>
      database.read((reader) => closure(reader, scope, query, at)),
    )
    bind(api, visitsRoute, ({ scope, query, database }) =>
      database.read((reader) => visits(reader, scope, query)),
    )
    bind(api, visitRoute, ({ scope, params, database }) =>
      database.read(async (reader) => ({ visit: await visit(reader, scope, params.id) })),
    )
    bind(api, checkInRoute, ({ doer, body, write }) =>
      onceMore(write, async (tx) => {
        const { visitId, undo } = await checkIn(tx, doer, body)
        return {
          visit: await visit(tx, doer.scope, visitId),
          warnings: await refusalsAt(tx, doer, body.customerId),
          ...served(doer.at),
          ...undone(undo),
        }
      }).finally(wake),
    )
    bind(api, addFindingRoute, ({ doer, params, body, write }) =>
      onceMore(write, async (tx) => {
        const { finding, undo } = await addFinding(tx, doer, params.id, body)
        // What is given to taste is proposed; what was just refused says so itself.
        const proposed = body.kind === 'sample' ? [{ product: body.product }] : []
        return {
          finding: findingShape(finding),
          warnings: await refusalsAt(tx, doer, finding.customerId, proposed),
          ...served(doer.at),
          ...undone(undo),
        }
      }).finally(wake),
    )
    bind(api, checkOutRoute, async ({ doer, params, body, write }) => {
      // An appointment makes a task; its number cannot be drawn inside the transaction.
      await numbers.reserve(doer.scope.orgId, 8)
      return onceMore(write, async (tx) => {
        const { visitId, undo } = await checkOut(tx, numbers, doer, params.id, body)
        const ended = await visit(tx, doer.scope, visitId)
        const { nextStep } = body
        const proposed = 'product' in nextStep && nextStep.product ? [{ product: nextStep.product }] : []
        return {
          visit: ended,
          warnings: await refusalsAt(tx, doer, ended.customer.id, proposed),
          ...served(doer.at),
          ...undone(undo),
        }
      }).finally(wake)
    })
  }
}

const served = (at: Date) => ({ serverAt: at.toISOString() })
const undone = (undo: UndoOffer | undefined) => (undo ? { undo: undoAnswer(undo) } : {})
