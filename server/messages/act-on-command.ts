import type { Command, Opportunity } from '../../shared/language/types'
import type { ReachableCustomer } from '../customers/reachable-customer'
import { openOpportunity } from '../funnel/open-opportunity'
import { refusedProducts } from '../orders/refused-products'
import type { Doer } from '../organisation/doer'
import type { Numbers } from '../organisation/numbers'
import type { Transaction } from '../platform/database'
import { planVisit } from '../visits/plan-visit'
import type { Answer, Due } from './answers'
import type { Heard } from './heard'
import type { AsSaid } from './part'
import type { WhoIsMeant } from './who-is-meant'

interface Done {
  outcome: string
  answer: Answer
}

const dueOf = (part: { due?: string; dueGrain?: Due['grain'] }): Due | undefined =>
  part.due ? { at: new Date(part.due), grain: part.dueGrain ?? 'day' } : undefined

/** A command plans a visit; the answer shows all that was written, and warns of what was refused lately. */
export async function actOnCommand(
  tx: Transaction,
  numbers: Numbers,
  doer: Doer,
  part: Pick<Command, 'due' | 'dueGrain' | 'items'> & AsSaid,
  meant: WhoIsMeant,
  sourceKey: string,
): Promise<Done> {
  const { customer, contact } = meant
  const due = dueOf(part)
  const planned = await planVisit(tx, numbers, doer, { customer, contact, due, items: part.items, sourceKey })
  return {
    outcome: 'task',
    answer: {
      kind: 'planned',
      number: planned.number,
      customer: customer.name,
      contact: contact?.name ?? null,
      contactUnknown: meant.contactUnknown ?? null,
      due: due ?? null,
      timeSaid: part.timeSaid ?? null,
      items: part.items,
      assignee: planned.assignee.id === doer.scope.staffId ? null : planned.assignee.name,
      warnings: await refusedProducts(tx, doer.scope, customer.id, part.items, doer.at),
      confirm: part.confirm ?? [],
      created: meant.created ?? null,
    },
  }
}

/** A signal in the talk of one of us opens an opportunity for the customer's owner. */
export async function actOnSignal(
  tx: Transaction,
  heard: Heard,
  doer: Doer,
  part: Opportunity & AsSaid,
  customer: ReachableCustomer,
  sourceKey: string,
): Promise<Done> {
  const { scope, at } = doer
  const due = dueOf(part)
  const opened = await openOpportunity(tx, {
    customer,
    signal: part.keyword,
    due,
    staff: { id: scope.staffId, name: scope.name },
    contact: undefined,
    at,
    timezone: scope.timezone,
    sourceKey,
    chatRef: heard.chatRef,
  })
  return {
    outcome: 'opportunity',
    answer: {
      kind: 'opportunity',
      signal: part.keyword,
      customer: customer.name,
      due: due ?? null,
      timeSaid: part.timeSaid ?? null,
      confirm: part.confirm ?? [],
      owner: opened.owner && opened.owner.id !== scope.staffId ? opened.owner.name : null,
      isNew: opened.isNew,
    },
  }
}
