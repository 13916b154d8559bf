import type { TouchpointKind } from '../../../shared/api/touchpoints'
import type { HandOver } from '../../../shared/api/transfers'
import { action } from '../../../shared/text/actions'
import { dueText } from '../../../shared/text/due'
import { handOverTexts as texts } from '../../../shared/text/hand-over'
import { itemsText } from '../../../shared/text/items'
import { touchpointTexts } from '../../../shared/text/touchpoints'
import { openOpportunitiesOf } from '../../funnel/reads'
import { recentRefusals, refusalWarning } from '../../orders/refused-products'
import { mayDo } from '../../organisation/access'
import type { Scope } from '../../organisation/scope'
import type { Reader } from '../../platform/database'
import { offsetMinutes, zonedIso } from '../../platform/zone'
import { timeline } from '../../touchpoints/reads'
import { openTasksOf } from '../../visits/reads'
import { contactsNow } from '../customer-parts'
import { mergeSides } from '../duplicates/reads'
import { reachableCustomer } from '../reachable-customer'
import { Customer, CustomerTag } from '../tables'
import { handOverText } from './hand-over-text'

const touchesShown = 10

/**
 * All that somebody who takes a customer over has to know. Fourteen queries, each by the customer's own index, whatever
 * its history. @throws Problem 404
 */
export async function handOver(
  reader: Reader,
  scope: Scope,
  customerId: string,
  at: Date,
): Promise<HandOver> {
  const { orgId, timezone } = scope
  const { id } = await reachableCustomer(reader, scope, customerId)
  const side = (await mergeSides(reader, orgId, [id])).get(id)!
  const customer = (await reader.findOne(Customer, { orgId, id }))!
  const minute = (instant: Date | string) =>
    zonedIso(timezone, new Date(instant)).slice(0, 16).replace('T', ' ')
  const contacts = await contactsNow(reader, orgId, id)
  const tags = await reader.find(CustomerTag, { orgId, customerId: id })
  const refusals = await recentRefusals(reader, orgId, id, at)
  const tasks = (await openTasksOf(reader, scope, id)).map(({ dueAt, dueGrain, ...task }) => ({
    id: task.id,
    number: task.number,
    text: itemsText(task.items),
    due: dueAt ? dueText(dueAt, dueGrain ?? 'minute', offsetMinutes(timezone, dueAt)) : null,
  }))
  const opportunities = (await openOpportunitiesOf(reader, orgId, id)).map(
    ({ id: opportunityId, signalCode, createdAt }) => ({
      id: opportunityId,
      signal: signalCode,
      at: createdAt.toISOString(),
    }),
  )
  const todos = await openTodosOf(reader, orgId, id)
  const { items } = await timeline(reader, scope, { customerId: id })
  const touches = items
    .filter(({ voided }) => !voided)
    .slice(0, touchesShown)
    .map(({ id: touchId, at: when, kind, actor, text }) => ({
      id: touchId,
      at: when,
      kind: touchpointTexts.kind(kind),
      actor: actor.name,
      text,
    }))
  const { stageSinceAt, lastTouchAt, lastTouchKind } = customer
  const days = stageSinceAt && Math.floor((at.getTime() - stageSinceAt.getTime()) / 86_400_000)
  const answer: Omit<HandOver, 'text'> = {
    customer: { id, name: side.name },
    code: side.code,
    address: side.address,
    store: side.store,
    owner: side.owner,
    stage: side.stage,
    contacts,
    tags: tags.map(({ tag }) => tag).sort(),
    summary: [
      texts.place(side.store.name, side.owner?.name ?? texts.nobody()),
      texts.stage(side.stage.name, days),
      texts.lastTouch(
        lastTouchAt && minute(lastTouchAt),
        lastTouchKind ? touchpointTexts.kind(lastTouchKind as TouchpointKind) : '',
      ),
      texts.open(tasks.length, opportunities.length, todos.length),
      ...(refusals.length > 0
        ? [texts.refused(refusals.map((refusal) => refusalWarning(refusal, timezone, at).text))]
        : []),
    ],
    tasks,
    opportunities,
    todos,
    touches,
    owners: await ownersOf(reader, orgId, id),
    actions: mayDo(scope, 'customer.transfer') ? [action('transferCustomer')] : [],
  }
  return { ...answer, text: handOverText(answer, minute) }
}

async function openTodosOf(reader: Reader, orgId: string, id: string): Promise<HandOver['todos']> {
  const rows = await reader.rows<{ id: string; text: string; staffId: string; staffName: string | null }>(
    // index todo_by_customer
    `select d.id, d.text, d.staff_id as staffId, s.name as staffName from todo d
       left join staff s on s.org_id = d.org_id and s.id = d.staff_id
     where d.org_id = ? and d.customer_id = ? and d.state = 'open'`,
    [orgId, id],
  )
  return rows.map(({ staffId, staffName, ...row }) => ({
    ...row,
    staff: { id: staffId, name: staffName ?? '' },
  }))
}

/** Newest first; index customer_assignment_by_customer. */
async function ownersOf(reader: Reader, orgId: string, id: string): Promise<HandOver['owners']> {
  const rows = await reader.rows<{
    staffId: string
    name: string | null
    sinceAt: Date
    untilAt: Date | null
  }>(
    `select a.staff_id as staffId, s.name, a.since_at as sinceAt, a.until_at as untilAt from customer_assignment a
       left join staff s on s.org_id = a.org_id and s.id = a.staff_id
     where a.org_id = ? and a.customer_id = ? and a.role = 'owner' order by a.since_at desc, a.id desc limit 50`,
    [orgId, id],
  )
  return rows.map(({ staffId, name, sinceAt, untilAt }) => ({
    staff: { id: staffId, name: name ?? '' },
    since: sinceAt.toISOString(),
    until: untilAt?.toISOString() ?? null,
  }))
}
