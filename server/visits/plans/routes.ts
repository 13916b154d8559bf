import {
  addToPlanRoute,
  orderPlanRoute,
  removeFromPlanRoute,
  visitPlanRoute,
} from '../../../shared/api/visit-plans'
import { type Api, bind } from '../../platform/http/api'
import { onceMore } from '../../platform/http/once-more'
import { undoAnswer } from '../../platform/http/undo-answer'
import { changePlan, type PlanChange } from './change-plan'
import { visitPlan } from './plan-read'

/** @param wake hears of every write, so that who is planned for is told at once */
export function visitPlanRoutes(wake: () => void): (api: Api) => void {
  return (api) => {
    bind(api, visitPlanRoute, ({ scope, query, at, database }) =>
      database.read((reader) => visitPlan(reader, scope, query, at)),
    )
    const changes: [typeof addToPlanRoute, PlanChange][] = [
      [removeFromPlanRoute, 'remove'],
      [orderPlanRoute, 'order'],
      [addToPlanRoute, 'add'],
    ]
    for (const [route, change] of changes)
      bind(api, route, ({ doer, body, write }) =>
        onceMore(write, async (tx) => {
          const undo = await changePlan(tx, doer, change, body)
          const plan = await visitPlan(tx, doer.scope, { on: body.on, staff: body.staffId }, doer.at)
          return { plan, ...(undo && { undo: undoAnswer(undo) }) }
        }).finally(wake),
      )
  }
}
