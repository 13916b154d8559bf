import type { SelfAuditRow, SelfAuditSampleRow } from '../../shared/api/self-audits'
import { mayDo } from '../organisation/access'
import type { Scope } from '../organisation/scope'
import type { Reader } from '../platform/database'
import { notAllowed, notFound } from '../platform/http/refusals'
import { type ListPage, pageOf, pageSize, textPosition } from '../platform/keyset'
import { daysLater } from '../platform/zone'
import { SelfAudit } from './tables'

const list = 'self-audits'
/** Later than any day. */
const never = '9999-12-31'

/**
 * The weekly checks, newest first, by index self_audit_week. One query.
 * @throws Problem 403 for whom this is not
 */
export async function selfAudits(
  reader: Reader,
  scope: Scope,
  { cursor }: { cursor?: string },
): Promise<ListPage<SelfAuditRow>> {
  if (!mayDo(scope, 'self-audit.read')) throw notAllowed()
  const rows = await reader.rows<SelfAudit>(
    `select id, week_from_on as weekFromOn, week_until_on as weekUntilOn, audited_at as auditedAt,
       new_customers as newCustomers, sampled, passed, median_micros as medianMicros,
       slowest_micros as slowestMicros
     from self_audit where org_id = ? and week_from_on < ? order by week_from_on desc limit ${pageSize + 1}`,
    [scope.orgId, textPosition(list, cursor)?.key ?? never],
  )
  const page = pageOf(list, rows, ({ weekFromOn, id }) => ({ key: weekFromOn, id }))
  return { items: page.rows.map(auditRow), nextCursor: page.nextCursor }
}

interface SampleRow {
  customerId: string
  customerName: string
  storeId: string
  storeName: string
  ownerId: string | null
  ownerName: string | null
  lastContact: number | boolean
  stage: number | boolean
  ownerToday: number | boolean
  refusals: number | boolean
  tookMicros: number
  passed: number | boolean
}

/**
 * What one check looked at, what failed first; by primary key. Two queries.
 * @throws Problem 403 for whom this is not, 404 for an id that is none
 */
export async function selfAuditSamples(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<{ audit: SelfAuditRow; items: SelfAuditSampleRow[] }> {
  if (!mayDo(scope, 'self-audit.read')) throw notAllowed()
  const { orgId } = scope
  const audit = await reader.findOne(SelfAudit, { orgId, id })
  if (!audit) throw notFound()
  const rows = await reader.rows<SampleRow>(
    `select a.customer_id as customerId, c.name as customerName, c.store_id as storeId, t.name as storeName,
       c.owner_id as ownerId, s.name as ownerName, a.last_contact as lastContact, a.stage,
       a.owner_today as ownerToday, a.refusals, a.took_micros as tookMicros, a.passed
     from self_audit_sample a
     join customer c on c.org_id = a.org_id and c.id = a.customer_id
     join store t on t.org_id = c.org_id and t.id = c.store_id
     left join staff s on s.org_id = c.org_id and s.id = c.owner_id
     where a.org_id = ? and a.audit_id = ? order by a.passed, a.took_micros desc, a.customer_id`,
    [orgId, id],
  )
  return { audit: auditRow(audit), items: rows.map(sampleRow) }
}

function auditRow(audit: SelfAudit): SelfAuditRow {
  const { id, newCustomers, sampled, passed, medianMicros, slowestMicros } = audit
  return {
    id,
    fromOn: audit.weekFromOn,
    lastOn: daysLater(audit.weekUntilOn, -1),
    at: audit.auditedAt.toISOString(),
    newCustomers,
    sampled,
    passed,
    medianMicros,
    slowestMicros,
  }
}

function sampleRow(row: SampleRow): SelfAuditSampleRow {
  return {
    customer: { id: row.customerId, name: row.customerName },
    store: { id: row.storeId, name: row.storeName },
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? '' } : null,
    lastContact: Boolean(row.lastContact),
    stage: Boolean(row.stage),
    ownerToday: Boolean(row.ownerToday),
    refusals: Boolean(row.refusals),
    tookMicros: row.tookMicros,
    passed: Boolean(row.passed),
  }
}
