import type { z } from 'zod'
import type { ScopeFilter } from '../../shared/api/shapes'
import type { FeedItem, TouchpointKind, timelineItemSchema } from '../../shared/api/touchpoints'
import { action } from '../../shared/text/actions'
import { touchpointTexts } from '../../shared/text/touchpoints'
import { survivorOf } from '../customers/reachable-customer'
import { mayDo } from '../organisation/access'
import { anchorOf, customerInReach, reachCondition, type Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notFound } from '../platform/http/refusals'
import { alternativesOf, instantPosition, type ListPage, orderedPage, pageOf } from '../platform/keyset'
import { type ActorColumns, actorOf } from './actor'

interface FeedRow extends ActorColumns {
  id: string
  kind: TouchpointKind
  occurredAt: Date
  customerId: string
  customerName: string
  stageId: string
  stageName: string
  stageCode: string
  body: string | null
  taskState: string | null
  taskAssigneeId: string | null
}

/**
 * 客户最新动态: what happened with the customers within reach, newest first. Owner, store and region of that time
 * pick the rows, by index touchpoint_by_owner, _by_store, _by_region or _by_time; the customer must be within reach
 * now as well. One query.
 */
export async function feed(
  reader: Reader,
  scope: Scope,
  query: { scope?: ScopeFilter; cursor?: string },
): Promise<ListPage<FeedItem>> {
  const after = instantPosition('feed', query.cursor)
  const inReach = customerInReach(scope, 't')
  const page = orderedPage(alternativesOf(anchorOf(scope, query.scope), 't'), {
    sql: `select t.id, t.occurred_at as occurredAt, t.customer_id as customerId, t.kind, t.actor_staff_id as staffId,
          t.actor_contact_id as contactId, t.subject_kind as subjectKind, t.subject_id as subjectId
        from touchpoint t
        where t.org_id = ? and t.voided_at is null
          and ${inReach.sql}`,
    values: [scope.orgId, ...inReach.values],
    by: ['t.occurred_at', 't.id'],
    as: ['occurredAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const rows = await reader.rows<FeedRow>(
    // at most a page and one of them, each joined by primary key
    `select p.id, p.kind, p.occurredAt, p.customerId, c.name as customerName,
       g.id as stageId, g.name as stageName, g.code as stageCode,
       p.staffId, s.name as staffName, p.contactId, n.name as contactName, x.body,
       k.state as taskState, k.assignee_id as taskAssigneeId
     from (${page.sql}) p
     left join customer c on c.org_id = ? and c.id = p.customerId
     left join stage g on g.org_id = ? and g.id = c.stage_id
     left join staff s on s.org_id = ? and s.id = p.staffId
     left join contact n on n.org_id = ? and n.id = p.contactId
     left join touchpoint_text x on x.org_id = ? and x.touchpoint_id = p.id
     left join task k on k.org_id = ? and p.subjectKind = 'task' and k.id = p.subjectId
     order by p.occurredAt desc, p.id desc`,
    [...page.values, ...Array<string>(6).fill(scope.orgId)],
  )
  const { rows: shown, nextCursor } = pageOf('feed', rows, ({ occurredAt, id }) => ({
    key: occurredAt.getTime(),
    id,
  }))
  return { items: shown.map((row) => feedItem(scope, row)), nextCursor }
}

function feedItem(scope: Scope, row: FeedRow): FeedItem {
  const mine = row.taskAssigneeId === scope.staffId
  const mayComplete = row.taskState === 'open' && mayDo(scope, mine ? 'task.act' : 'task.act-for-others')
  return {
    id: row.id,
    kind: row.kind,
    at: row.occurredAt.toISOString(),
    customer: { id: row.customerId, name: row.customerName },
    stage: { id: row.stageId, name: row.stageName, code: row.stageCode },
    actor: actorOf(row),
    text: row.body ?? touchpointTexts.kind(row.kind),
    actions: [
      ...(mayComplete ? [action('completeTask')] : []),
      ...(mayDo(scope, 'customer.note') ? [action('note')] : []),
      action('openCustomer'),
    ],
  }
}

interface TimelineRow extends ActorColumns {
  id: string
  kind: TouchpointKind
  occurredAt: Date
  countsAsContact: number | boolean
  voidedAt: Date | null
  correctsId: string | null
  body: string | null
}

/**
 * Everything that happened with one customer, newest first, what was taken back included; by index
 * touchpoint_by_customer. Three queries.
 * @throws Problem 404 when the customer is not within reach
 */
export async function timeline(
  reader: Reader,
  scope: Scope,
  query: { customerId: string; cursor?: string },
): Promise<ListPage<z.input<typeof timelineItemSchema>>> {
  const after = instantPosition('timeline', query.cursor)
  const reach = reachCondition(scope, 'c')
  // primary key (org_id, id)
  const customer = await reader.row<{ id: string }>(
    `select c.id from customer c where ${reach.sql} and ${survivorOf}`,
    [...reach.values, scope.orgId, query.customerId, query.customerId],
  )
  if (!customer) throw notFound()
  const page = orderedPage(alternativesOf({ column: 'customer_id', ids: [customer.id] }, 't'), {
    sql: `select t.id, t.kind, t.occurred_at as occurredAt, t.counts_as_contact as countsAsContact,
          t.voided_at as voidedAt, t.corrects_id as correctsId, t.actor_staff_id as staffId, t.actor_contact_id as contactId
        from touchpoint t where t.org_id = ?`,
    values: [scope.orgId],
    by: ['t.occurred_at', 't.id'],
    as: ['occurredAt', 'id'],
    direction: 'desc',
    after: after && new Date(after.key),
    afterId: after?.id,
  })
  const rows = await reader.rows<TimelineRow>(
    `select p.id, p.kind, p.occurredAt, p.countsAsContact, p.voidedAt, p.correctsId, p.staffId,
       s.name as staffName, p.contactId, n.name as contactName, x.body
     from (${page.sql}) p
     left join staff s on s.org_id = ? and s.id = p.staffId
     left join contact n on n.org_id = ? and n.id = p.contactId
     left join touchpoint_text x on x.org_id = ? and x.touchpoint_id = p.id
     order by p.occurredAt desc, p.id desc`,
    [...page.values, ...Array<string>(3).fill(scope.orgId)],
  )
  const { rows: shown, nextCursor } = pageOf('timeline', rows, ({ occurredAt, id }) => ({
    key: occurredAt.getTime(),
    id,
  }))
  const corrected = await correctionsOf(
    reader,
    scope,
    shown.map(({ id }) => id),
  )
  return { items: shown.map((row) => timelineItem(row, corrected.get(row.id))), nextCursor }
}

/** What says how these really were, by index touchpoint_by_corrected. */
async function correctionsOf(reader: Reader, scope: Scope, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.rows<{ id: string; correctsId: string }>(
    `select t.id, t.corrects_id as correctsId from touchpoint t
     where t.org_id = ? and t.corrects_id in (?) and t.voided_at is null`,
    [scope.orgId, ids],
  )
  return new Map(rows.map(({ id, correctsId }) => [correctsId, id]))
}

function timelineItem(row: TimelineRow, correctedBy: string | undefined): z.input<typeof timelineItemSchema> {
  return {
    id: row.id,
    kind: row.kind,
    at: row.occurredAt.toISOString(),
    actor: actorOf(row),
    text: row.body ?? touchpointTexts.kind(row.kind),
    countsAsContact: Boolean(row.countsAsContact),
    voided: row.voidedAt !== null,
    ...(row.correctsId && { corrects: row.correctsId }),
    ...(correctedBy && { correctedBy }),
  }
}
