import type { CustomerRow } from '../../../shared/api/customers'
import type { VisitTarget } from '../../../shared/api/visit-shapes'

/** All a phone knows of a customer whose plan it never read: enough to go there and check in. */
export function bareTarget({ id, name, store, owner, stage, lastTouchAt }: CustomerRow): VisitTarget {
  return {
    customer: { id, name },
    store,
    owner,
    stage,
    contacts: [],
    address: null,
    place: null,
    nearMetres: 0,
    lastTouchAt,
    openTasks: [],
    warnings: [],
  }
}
