import { nameKey } from '../customers/name-key'
import { Product } from '../orders/tables'
import { setSetting, settingOf } from '../organisation/settings'
import type { Database, Transaction } from '../platform/database'
import type { FileStore } from '../platform/files'
import { localDay } from '../platform/zone'
import { runSelfAudit } from '../reports/run-self-audit'
import { freshRetail } from '../templates/fresh-retail'
import { installTemplate } from '../templates/install-template'
import { clearDemo } from './clear-demo'
import { demoCustomer, writeCustomer } from './customers'
import type { DemoCustomer } from './demo-customer'
import { drawnFacts, historyDays, newcomersFacts, toldFacts } from './facts'
import { writeGroupTalk } from './group-talk'
import { writeHistory, writeOpportunity, writeStageChange } from './history'
import { writeLeaver, writeLookAlikes } from './look-alikes'
import { demoOrganisation, demoOrgId, writeChats, writeNumbers, writeOrganisation } from './organisation'
import { writePhotos } from './photos'
import { writeProposal } from './proposal'
import { demoId, type Random, seededFor } from './random'
import { writeTasks } from './tasks'
import { dayMs, daysAfter, minutesAgo } from './times'
import { told } from './told-customers'
import { writeViews } from './views'
import { writePlan, writeVisits } from './visits'
import { productRows } from './words'

export { demoOrgId } from './organisation'

/** Customers written in one transaction: memory stays flat however many there are. */
const chunk = 250
const firstTask = 1041

/** How far the demo is written; a start that was killed while writing leaves `partial`. */
export async function demoState(database: Database): Promise<'none' | 'partial' | 'complete'> {
  return database.read(async (reader) => {
    if (!(await reader.row('select id from org where id = ?', [demoOrgId]))) return 'none'
    return (await settingOf(reader, demoOrgId, 'demo.filled')) ? 'complete' : 'partial'
  })
}

/**
 * Writes 优鲜达 with 90 days of history that end at `now`: the same for the same `now`. What a killed start left is
 * thrown away first.
 * @param touchpoints per customer, drawn ones; 20 by default, 2 for a very large demo
 * @param onProgress hears how many customers are written
 */
export async function fillDemo(
  database: Database,
  {
    now,
    customers,
    touchpoints = customers > 20_000 ? 2 : 20,
    files,
    onProgress,
  }: {
    now: Date
    customers: number
    touchpoints?: number
    /** Where photos go; without it there are none. */
    files?: FileStore
    onProgress?: (written: number) => void
  },
): Promise<void> {
  if ((await demoState(database)) === 'partial') await clearDemo(database)
  const demo = demoOrganisation()
  const openedAt = new Date(now.getTime() - (historyDays + 20) * dayMs)
  await database.transaction(async (tx) => {
    await writeOrganisation(tx, demo, openedAt)
    await installTemplate(tx, demoOrgId, freshRetail)
    await writeProducts(tx)
  })
  let nextTask = firstTask
  for (let start = 0; start < customers; start += chunk) {
    const end = Math.min(customers, start + chunk)
    // The engine may ask for the transaction again: it must then do the same again.
    nextTask = await database.transaction(async (tx) => {
      let task = nextTask
      for (let index = start; index < end; index++) {
        const random = seededFor(1, index)
        const customer = demoCustomer(demo, random, index, now)
        await writeEverything(tx, random, customer, { now, touchpoints, takeNumber: () => task++ })
      }
      return task
    })
    onProgress?.(end)
  }
  const week = { orgId: demoOrgId, timezone: 'Asia/Shanghai', untilOn: localDay('Asia/Shanghai', now) }
  await runSelfAudit(database, week, now, () => performance.now())
  for (const [n, { id, superiorId }] of demo.reps.entries())
    await database.transaction(async (tx) => {
      await writeVisits(tx, n, id, now)
      await writePlan(tx, id, superiorId, now)
    })
  if (files)
    await writePhotos(
      database,
      files,
      demo.reps.map(({ id }) => id),
    )
  await database.transaction(async (tx) => {
    const at = (index: number) => demoCustomer(demo, seededFor(1, index), index, now)
    const group = 'chat_chengxi'
    await writeChats(tx, { group, customers: [0, 3, 5].filter((index) => index < customers).map(at) })
    await writeGroupTalk(tx, demo.staff, group, now)
    if (customers >= told.length) await writeProposal(tx, at(1), minutesAgo(now, 50))
    await writeNumbers(tx, { task: nextTask, customer: customers + 1 })
    await writeViews(tx, demo.staff, now)
    await writeLookAlikes(tx, at, customers, now)
    await writeLeaver(tx, demo, at, customers, now)
    await setSetting(tx, demoOrgId, 'demo.filled', { customers, at: now.toISOString() })
  })
}

const stageNames = new Map(freshRetail.stages.map(({ code, name }) => [code, name]))

async function writeEverything(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  how: { now: Date; touchpoints: number; takeNumber: () => number },
): Promise<void> {
  const { now, touchpoints, takeNumber } = how
  const { cameAt } = customer
  const facts = cameAt
    ? newcomersFacts(random, customer, cameAt, now)
    : [
        ...drawnFacts(random, customer, now, touchpoints),
        ...toldFacts(random, customer, now),
        ...(await writeTasks(tx, random, customer, now, takeNumber)),
        ...(await writeOpportunity(tx, random, customer, now)),
        ...(await writeStageChange(tx, random, customer, (code) => stageNames.get(code) ?? code)),
      ]
  const last = await writeHistory(tx, customer, facts)
  const firstAt = Math.min(customer.stageSinceAt.getTime(), ...facts.map(({ at }) => at.getTime()))
  const createdAt = cameAt ?? daysAfter(new Date(firstAt), -random.whole(1, 9))
  await writeCustomer(tx, random, customer, last, createdAt)
}

async function writeProducts(tx: Transaction): Promise<void> {
  await tx.insert(
    Product,
    productRows.map(([name, category, unit, aliases], index) => ({
      orgId: demoOrgId,
      id: demoId('prd', 0, index),
      name,
      nameKey: nameKey(name),
      category,
      unit,
      aliases,
    })),
  )
}
