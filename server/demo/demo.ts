import { nameKey } from '../customers/name-key'
import { Product } from '../orders/tables'
import { setSetting, settingOf } from '../organisation/settings'
import type { Database, Transaction } from '../platform/database'
import { tables } from '../tables'
import { installTemplate } from '../templates/fresh-retail'
import { type DemoCustomer, demoCustomer, told, writeCustomer } from './customers'
import { historyDays, writeHistory } from './history'
import { demoOrganisation, demoOrgId, writeChats, writeNumbers, writeOrganisation } from './organisation'
import { writeProposal } from './proposal'
import { demoId, type Random, seeded } from './random'
import { writeTasks } from './tasks'
import { productRows } from './words'

export { demoOrgId } from './organisation'

/** Customers written in one transaction: memory stays flat however many there are. */
const chunk = 250
const firstTask = 1041
const dayMs = 86_400_000

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
 */
export async function fillDemo(
  database: Database,
  {
    now,
    customers,
    touchpoints = customers > 20_000 ? 2 : 20,
  }: { now: Date; customers: number; touchpoints?: number },
): Promise<void> {
  if ((await demoState(database)) === 'partial') await clearDemo(database)
  const demo = demoOrganisation()
  const random = seeded(20260222)
  const openedAt = new Date(now.getTime() - (historyDays + 5) * dayMs)
  await database.transaction(async (tx) => {
    await writeOrganisation(tx, demo, openedAt)
    await installTemplate(tx, demoOrgId)
    await writeProducts(tx)
  })
  let taskNumber = firstTask
  const first: DemoCustomer[] = []
  for (let start = 0; start < customers; start += chunk) {
    const made = Array.from({ length: Math.min(chunk, customers - start) }, (_, n) =>
      demoCustomer(demo, random, start + n, customers, now),
    )
    if (start === 0) first.push(...made.slice(0, told.length))
    await database.transaction(async (tx) => {
      for (const customer of made)
        await writeEverything(tx, random, customer, {
          now,
          touchpoints,
          openedAt,
          takeNumber: () => taskNumber++,
        })
    })
  }
  await database.transaction(async (tx) => {
    const at = (index: number) => first[index]!
    const contactsOf = [at(0), at(3), at(5)].flatMap(({ contacts }) => contacts.map(({ id }) => id))
    await writeChats(
      tx,
      [
        { chatId: 'chat_chengxi', name: '城西补货群', customerId: null },
        ...[0, 3, 5].map((n) => ({ chatId: `chat_customer_${n}`, name: at(n).name, customerId: at(n).id })),
      ],
      contactsOf,
    )
    await writeProposal(tx, at(1), now)
    await writeNumbers(tx, { task: taskNumber, customer: customers + 1 })
    await setSetting(tx, demoOrgId, 'demo.filled', { customers, at: now.toISOString() })
  })
}

async function writeEverything(
  tx: Transaction,
  random: Random,
  customer: DemoCustomer,
  how: { now: Date; touchpoints: number; openedAt: Date; takeNumber: () => number },
): Promise<void> {
  const more = await writeTasks(tx, random, customer, how.now, how.takeNumber)
  const last = await writeHistory(tx, random, customer, { now: how.now, touchpoints: how.touchpoints, more })
  await writeCustomer(tx, random, customer, last, how.openedAt)
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

async function clearDemo(database: Database): Promise<void> {
  for (const table of tables) {
    const { tableName, columns } = database.dataSource.getMetadata(table)
    const orgColumn = columns.some(({ databaseName }) => databaseName === 'org_id') ? 'org_id' : 'id'
    await database.transaction((tx) => tx.run(`delete from ${tableName} where ${orgColumn} = ?`, [demoOrgId]))
  }
}
