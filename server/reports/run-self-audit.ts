import { selfAuditTexts } from '../../shared/text/self-audit'
import { pushTo } from '../alerts/outbox'
import { customerCard } from '../customers/reads'
import { recentRefusals } from '../orders/refused-products'
import { directorsOf } from '../organisation/people'
import type { Scope } from '../organisation/scope'
import type { Database, Reader } from '../platform/database'
import { newId } from '../platform/ids'
import { dayStart, daysLater } from '../platform/zone'
import { latestContact } from '../touchpoints/latest-contact'
import { answersOf, median, passes, samplePlaces } from './self-audit'
import { SelfAudit, SelfAuditSample } from './tables'

/** The week that is looked at: seven local days up to, and without, `untilOn`. */
export interface AuditedWeek {
  orgId: string
  timezone: string
  untilOn: string
}

/**
 * Looks at twenty customers that were new in the week: does the 15-second card answer its four questions, rightly, and
 * how fast? Writes the result once a week and pushes it to the directors.
 * @param stopwatch milliseconds from any beginning
 */
export async function runSelfAudit(
  database: Database,
  week: AuditedWeek,
  at: Date,
  stopwatch: () => number,
): Promise<void> {
  const { orgId, timezone, untilOn } = week
  const fromOn = daysLater(untilOn, -7)
  const { directors, sampled, newCustomers } = await database.read(async (reader) => {
    const came = { from: dayStart(timezone, fromOn), until: dayStart(timezone, untilOn) }
    const count = await countNew(reader, orgId, came)
    return {
      directors: await directorsOf(reader, orgId),
      newCustomers: count,
      sampled: await sampleNew(reader, orgId, came, count),
    }
  })
  // The card as the director opens it; an organisation without one is looked at all the same.
  const scope: Scope = {
    orgId,
    timezone,
    staffId: directors[0]?.id ?? '',
    name: directors[0]?.name ?? '',
    role: 'director',
    reach: { column: null },
  }
  const auditId = newId('sau', at.getTime())
  const samples: (SelfAuditSample & { name: string })[] = []
  for (const customerId of sampled)
    samples.push(await database.read((reader) => look(reader, scope, { auditId, customerId }, at, stopwatch)))
  const passed = samples.filter((sample) => sample.passed)
  const took = samples.map(({ tookMicros }) => tookMicros)
  await database.transaction(async (tx) => {
    if (await tx.findOne(SelfAudit, { orgId, weekFromOn: fromOn })) return
    await tx.insert(SelfAudit, {
      orgId,
      id: auditId,
      weekFromOn: fromOn,
      weekUntilOn: untilOn,
      auditedAt: at,
      newCustomers,
      sampled: samples.length,
      passed: passed.length,
      medianMicros: median(took),
      slowestMicros: Math.max(0, ...took),
    })
    await tx.insert(
      SelfAuditSample,
      samples.map(({ name: _, ...sample }) => sample),
    )
    for (const { id } of directors)
      await pushTo(tx, {
        orgId,
        staffId: id,
        dedupeKey: `self-audit:${fromOn}`,
        text: selfAuditTexts.push({
          fromOn,
          lastOn: daysLater(untilOn, -1),
          newCustomers,
          sampled: samples.length,
          passed: passed.length,
          slowestMicros: Math.max(0, ...took),
          failed: samples.filter((sample) => !sample.passed),
        }),
        at,
      })
  })
}

interface Came {
  from: Date
  until: Date
}

/** Index customer_by_creation. */
async function countNew(reader: Reader, orgId: string, { from, until }: Came): Promise<number> {
  const row = await reader.row<{ n: number }>(
    'select count(*) as n from customer where org_id = ? and created_at >= ? and created_at < ?',
    [orgId, from, until],
  )
  return Number(row?.n ?? 0)
}

/** Twenty of them at most, evenly spread over the week; index customer_by_creation. */
async function sampleNew(reader: Reader, orgId: string, { from, until }: Came, count: number) {
  const ids: string[] = []
  for (const place of samplePlaces(count)) {
    const row = await reader.row<{ id: string }>(
      `select id from customer where org_id = ? and created_at >= ? and created_at < ?
       order by created_at, id limit 1 offset ${place}`,
      [orgId, from, until],
    )
    if (row) ids.push(row.id)
  }
  return ids
}

async function look(
  reader: Reader,
  scope: Scope,
  { auditId, customerId }: { auditId: string; customerId: string },
  at: Date,
  stopwatch: () => number,
): Promise<SelfAuditSample & { name: string }> {
  const { orgId } = scope
  const from = stopwatch()
  const card = await customerCard(reader, scope, customerId, at)
  const tookMicros = Math.round((stopwatch() - from) * 1000)
  const answers = answersOf(card, {
    lastContactAt: (await latestContact(reader, { orgId, id: customerId }))?.occurredAt ?? null,
    refusedLately: (await recentRefusals(reader, orgId, customerId, at)).length > 0,
  })
  const passed = passes(answers, tookMicros)
  return { orgId, auditId, customerId, ...answers, tookMicros, passed, name: card.customer.name }
}
