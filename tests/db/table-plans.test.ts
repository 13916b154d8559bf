import { aliasRow } from '../../server/customers/aliases'
import { customersNamed } from '../../server/customers/customers-named'
import { exportBatch } from '../../server/customers/export-batch'
import { findSame } from '../../server/customers/find-same'
import { Contact, ContactCustomer, CustomerAlias } from '../../server/customers/tables'
import { importRows } from '../../server/imports/reads'
import { ImportJob, ImportRow } from '../../server/imports/tables'
import type { Scope } from '../../server/organisation/scope'
import type { Database, Reader } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'
import { fillMany, nameMany } from '../support/many'
import { askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')
const admin: Scope = {
  orgId,
  timezone: 'Asia/Shanghai',
  staffId: 'stf_m7',
  name: '人7',
  role: 'admin',
  reach: { column: null },
}
const manager: Scope = { ...admin, role: 'storeManager', reach: { column: 'store_id', ids: ['sto_m7'] } }

onEveryEngine('plans of importing and exporting', (openEmpty, engine) => {
  let database: Database
  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, 3000)
    await nameMany(database, orgId)
    await fillImport(database)
    await fillContacts(database)
  }, 120_000)

  const primary = (table: string) => (engine === 'sqlite' ? `sqlite_autoindex_${table}_1` : 'PRIMARY')

  test.each<[string, (reader: Reader) => Promise<unknown>, string[]]>([
    [
      'who is there already',
      (reader) =>
        findSame(reader, admin, [
          { name: '客户7', storeId: 'sto_m7', phones: ['13800000007'], ids: ['K-7'] },
        ]),
      ['customer_alias_by_value', 'contact_by_phone', 'customer_by_name'],
    ],
    ['customers by their names', (reader) => customersNamed(reader, admin, ['客户7']), ['customer_by_name']],
    [
      'the bad lines of an import',
      (reader) => importRows(reader, admin, 'imp_m', { state: 'bad' }),
      ['import_row_by_state'],
    ],
    ['its lines', (reader) => importRows(reader, admin, 'imp_m', {}), [primary('import_row')]],
    [
      'a batch of an export',
      (reader) => exportBatch(reader, admin, {}, 'cus_m00000007', at),
      [primary('customer')],
    ],
    [
      "a batch of a store manager's export",
      (reader) => exportBatch(reader, manager, {}, undefined, at),
      ['customer_by_store'],
    ],
  ])('%s', async (_, work, indexes) => {
    const { asked } = await askedBy(database, work)
    const plan = (await Promise.all(asked.map((each) => planOf(database, each)))).flat().join('\n')
    for (const index of indexes) expect(plan).toMatch(new RegExp(`\\b${index}\\b`))
    expect(plan).not.toMatch(engine === 'sqlite' ? /SCAN (c|a|n|k|r|v)\b/ : /^(c|a|n|k|r|v) ALL /m)
  })
})

async function fillImport(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.insert(ImportJob, {
      orgId,
      id: 'imp_m',
      kind: 'customers',
      state: 'ready',
      staffId: 'stf_m7',
      fileName: 'x.csv',
      fileKey: null,
      columns: ['客户'],
      mapping: ['name'],
      options: { createStores: false },
      rowsRead: 3000,
      rowsGood: 2900,
      rowsBad: 100,
      rowsSame: 0,
      rowsWritten: 0,
      rowsDone: 3000,
      note: null,
      createdAt: at,
      finishedAt: null,
      leaseOwner: null,
      leaseUntilAt: null,
      version: 1,
    })
    await tx.insert(
      ImportRow,
      Array.from({ length: 3000 }, (_, n) => ({
        orgId,
        importId: 'imp_m',
        lineNumber: n + 2,
        state: n % 30 ? ('good' as const) : ('bad' as const),
        cells: [`客户${n}`],
        problems: null,
        matchId: null,
        choice: null,
        madeId: null,
      })),
    )
  })
  if (database.engine !== 'sqlite') await database.dataSource.query('analyze table import_row')
}

/** A contact with a phone for each customer, and an old id. */
async function fillContacts(database: Database): Promise<void> {
  const customers = Array.from({ length: 3000 }, (_, n) => ({
    n,
    customerId: `cus_m${String(n).padStart(8, '0')}`,
  }))
  await database.transaction(async (tx) => {
    for (const { n, customerId } of customers) {
      const id = `con_p${n}`
      const phone = `138${String(n).padStart(8, '0')}`
      await tx.insert(Contact, { orgId, id, name: `人${n}`, nameKey: `人${n}`, phone, createdAt: at })
      await tx.insert(ContactCustomer, { orgId, contactId: id, customerId, sinceAt: at, untilAt: null })
      for (const alias of [
        { kind: 'oldId' as const, value: `K-${n}` },
        { kind: 'phone' as const, value: phone },
      ])
        await tx.insert(CustomerAlias, aliasRow(orgId, customerId, alias, at))
    }
  })
  if (database.engine === 'sqlite') return
  for (const table of ['contact', 'contact_customer', 'customer_alias'])
    await database.dataSource.query(`analyze table ${table}`)
}
