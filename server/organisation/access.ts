import type { Role } from '../../shared/api/shapes'

/**
 * Who may do what, within their scope. Roles are compared here and nowhere else; reading what is within reach needs
 * no entry.
 */
const field: Role[] = ['rep', 'storeManager', 'areaManager', 'director', 'hq', 'admin']
const leaders: Role[] = ['storeManager', 'areaManager', 'director', 'hq', 'admin']

const may = {
  /** Plan, complete, move and cancel field work; finance looks, and does not act on customers. */
  'task.plan': field,
  'task.act': field,
  /** Act on a task that is somebody else's. */
  'task.act-for-others': leaders,
  'task.transfer': field,
  /** Check in, note what is seen, check out; end somebody else's visit that was left open. */
  'visit.act': field,
  'visit.end-for-others': leaders,
  /** Say how it really was, of what somebody else recorded. */
  'touchpoint.correct-for-others': leaders,
  /** Make the plan of somebody one leads. */
  'visit-plan.for-others': leaders,
  'customer.create': field,
  'customer.note': field,
  /** Change what is kept of a customer: names, contacts, fields, source. */
  'customer.edit': field,
  /** Say of two customers that they are one, or not. */
  'customer.merge': field,
  /** Hand customers to a colleague, or to another store. */
  'customer.transfer': field,
  /** See whose customers wait because they left. */
  'customer.transfer-for-others': leaders,
  /** Say what is kept of customers at all. */
  'fields.manage': ['admin'],
  'template.install': ['admin'],
  'opportunity.open': field,
  /** See what came in and what became of it. */
  'messages.read': ['admin'],
  /** Regions, stores and people: make, change, close, mark a leaver. */
  'organisation.manage': ['admin'],
  'import.people': ['admin'],
  'import.customers': ['areaManager', 'director', 'hq', 'admin'],
  'customer.export': ['storeManager', 'areaManager', 'director', 'hq', 'admin'],
  /** Take phones out as they are; the others get them masked. */
  'customer.export-phones': ['director', 'admin'],
  /** See whether the 15-second card answers. */
  'self-audit.read': ['director', 'hq', 'admin'],
  'staff.read': ['admin', 'hq', 'director'],
  'staff.login-code': ['admin'],
} satisfies Record<string, Role[]>

export type Action = keyof typeof may

/** `mayDo(scope, 'task.plan')`: whether somebody of this role may do that at all. */
export function mayDo(person: { readonly role: Role }, action: Action): boolean {
  return (may[action] as Role[]).includes(person.role)
}
