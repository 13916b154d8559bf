import { exportBatch } from '../../server/customers/export-batch'
import { madeBy } from '../../server/imports/run-customers'
import type { Scope } from '../../server/organisation/scope'
import type { Database } from '../../server/platform/database'
import { onEveryEngine } from '../support/engines'
import { fillMany, many, nameMany } from '../support/many'
import { type Asked, askedBy, planOf } from '../support/recording-reader'

const orgId = 'org_m'
const at = new Date('2026-03-04T01:00:00.000Z')
const customers = 12_000
const batch = 200

onEveryEngine('the plan of an export', (openEmpty, engine) => {
  let database: Database
  beforeAll(async () => {
    database = await openEmpty()
    await fillMany(database, orgId, customers)
    await nameMany(database, orgId)
    await fillParts(database)
  }, 120_000)

  const primary = (table: string) => (engine === 'sqlite' ? `sqlite_autoindex_${table}_1` : 'PRIMARY')

  const asked = async (scope: Scope, after: string | undefined) => {
    const { answer, asked } = await askedBy(database, (reader) => exportBatch(reader, scope, {}, after, at))
    expect(answer.length).toBeGreaterThan(0)
    return { page: asked[0]!, parts: asked.filter(({ sql }) => /from (contact|customer)_/.test(sql)) }
  }

  /** How many rows of each table MariaDB really went through, by alias: it runs the statement and counts. */
  const readRows = async ({ sql, values }: Asked) =>
    (
      await database.read((reader) =>
        reader.rows<{ table: string; key: string | null; r_rows: string | number | null }>(
          `analyze ${sql}`,
          values,
        ),
      )
    ).map(({ table, key, r_rows }) => ({ table, key, rows: Number(r_rows ?? 0) }))

  describe.each<[keyof typeof many, string]>([
    ['rep', 'customer_by_owner'],
    ['manager', 'customer_by_store'],
    // By key when the region is a large part of all: then hardly any customer is passed over.
    ['area', `customer_by_region|${primary('customer')}`],
    ['director', primary('customer')],
  ])('of a %s', (who, index) => {
    test.each([undefined, 'cus_m00006000'])('goes by its index, after %s', async (after) => {
      const { page } = await asked(many[who], after)
      const plan = await planOf(database, page)
      const own = plan.filter(
        (line) => /^(SEARCH c|c (ref|range))\b/.test(line) && new RegExp(`\\b(${index})\\b`).test(line),
      )
      expect(own.length).toBeGreaterThan(0)
      // The joined ones are looked up one by one, and nothing goes through a whole table.
      expect(plan.filter((line) => /^(SCAN (c|t|s|g|u)|(c|t|s|g|u) (ALL|index))\b/.test(line))).toEqual([])
      if (engine === 'sqlite') return
      for (const { table, rows } of await readRows(page)) {
        const atMost = table.startsWith('<') ? 3 * batch : who === 'area' ? 5 * batch : batch
        expect([table, rows <= atMost]).toEqual([table, true])
      }
    })
  })

  test('the parts of a batch are looked up by their customers', async () => {
    const { parts } = await asked(many.director, 'cus_m00006000')
    const expected = [
      ['contact_customer', 'k', 'contact_customer_by_customer'],
      ['customer_alias', 'customer_alias', 'customer_alias_by_customer'],
      ['customer_tag', 'customer_tag', primary('customer_tag')],
      ['customer_field_value', 'v', primary('customer_field_value')],
    ] as const
    for (const [table, alias, index] of expected) {
      const part = parts.find(({ sql }) => sql.includes(`from ${table} `))
      const plan = await planOf(database, part!)
      const own = plan.find((line) => line.startsWith(engine === 'sqlite' ? `SEARCH ${alias} ` : `${alias} `))
      expect(own).toContain(index)
      if (engine === 'sqlite') continue
      const counted = (await readRows(part!)).find((each) => each.table === alias)
      // A few of each a customer, never all there are.
      expect([table, counted!.rows < 5 * batch]).toEqual([table, true])
    }
  })

  test('what an import made is gone through by its index', async () => {
    const { asked: page } = await askedBy(database, async (reader) => {
      for await (const ids of madeBy(reader, { orgId, id: 'imp_m' })) return ids
      return []
    })
    // Its lines lie in that order by key as well; nothing is sorted.
    const plan = (await planOf(database, page[0]!)).join('\n')
    expect(plan).toMatch(new RegExp(`import_row_by_state|${primary('import_row')}`))
    expect(plan).not.toMatch(/filesort|TEMP B-TREE|\bALL\b|SCAN/)
  })
})

/** A contact, an alias, a tag and a field's value for every customer. */
async function fillParts(database: Database): Promise<void> {
  const joined = (a: string, b: string) =>
    database.engine === 'sqlite' ? `(${a} || ${b})` : `concat(${a}, ${b})`
  const now = '2026-01-05 00:00:00.000'
  await database.transaction(async (tx) => {
    const from = `from customer c where c.org_id = '${orgId}'`
    await tx.run(
      `insert into contact (org_id, id, name, name_key, phone, created_at)
       select c.org_id, ${joined("'con_'", 'c.id')}, '张', '张', null, '${now}' ${from}`,
    )
    await tx.run(
      `insert into contact_customer (org_id, contact_id, customer_id, since_at, until_at)
       select c.org_id, ${joined("'con_'", 'c.id')}, c.id, '${now}', null ${from}`,
    )
    await tx.run(
      `insert into customer_alias (org_id, id, customer_id, kind, value, value_key, unique_key)
       select c.org_id, ${joined("'als_'", 'c.id')}, c.id, 'name', c.name, c.name_key, null ${from}`,
    )
    await tx.run(`insert into customer_tag (org_id, customer_id, tag) select c.org_id, c.id, '早市' ${from}`)
    await tx.run(
      `insert into customer_field_value (org_id, customer_id, field_id, text_value, number_milli, day_on, changed_at)
       select c.org_id, c.id, 'fld_rivals', '有', null, null, '${now}' ${from}`,
    )
    await tx.run(
      `insert into import_row (org_id, import_id, line_number, state, cells, made_id)
       select c.org_id, 'imp_m', cast(substr(c.id, 6) as ${database.engine === 'sqlite' ? 'integer' : 'unsigned'}) + 2,
         'written', '[]', c.id ${from}`,
    )
  })
  if (database.engine === 'sqlite') return
  for (const table of [
    'contact',
    'contact_customer',
    'customer_alias',
    'customer_tag',
    'customer_field_value',
    'import_row',
  ])
    await database.dataSource.query(`analyze table ${table}`)
}
