import { createImportWorker } from '../../server/imports/work-imports'
import { createNumbers } from '../../server/organisation/numbers'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { onEveryEngine } from '../support/engines'
import { mapAsGuessed, settled, upload } from '../support/imports'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

const rows = 650

onEveryEngine('an import whose process dies', (openEmpty) => {
  let web: TestWeb
  let database: Database
  beforeAll(async () => {
    database = await openEmpty()
    web = await startWeb(database)
    await withTemplate(database, web.world)
  }, 60_000)

  const visible = async () =>
    Number(
      (
        await database.read((reader) =>
          reader.row<{ n: number }>(
            `select count(*) as n from customer where org_id = ? and retired_at is null and name like '断电%'`,
            [web.world.orgId],
          ),
        )
      )?.n,
    )

  test('shows nothing until another process has gone on to the end, and then all, each once', async () => {
    const lines = Array.from({ length: rows }, (_, n) => `断电${n}号,文三路店,社区地推,D-${n}`)
    const { import: read } = (await upload(web, ['客户,门店,渠道,编号', ...lines].join('\n'))).body
    const { import: ready } = (await mapAsGuessed(web, read)).body
    expect(ready.rows.good).toBe(rows)
    // The one that begins is killed after its second batch: what it had in hand is rolled back, its lease stands.
    let batches = 0
    const dying: Database = {
      ...database,
      transaction: (work) => {
        if (batches > 5) return new Promise(() => undefined)
        batches++
        return database.transaction(work)
      },
    }
    const log = createLog('silent')
    const doomed = createImportWorker({
      database: dying,
      clock: web.clock,
      numbers: createNumbers(database),
      log,
    })
    await web.imports.stop()
    await web.call('POST', `/api/imports/${ready.id}/run`, { as: 'admin', body: { version: ready.version } })
    doomed.wake()
    await waitFor(async () => batches > 5)
    const half = (await web.call('GET', `/api/imports/${ready.id}`, { as: 'admin' })).body
    expect(half.state).toBe('running')
    expect(half.rows.done).toBeGreaterThan(0)
    expect(half.rows.done).toBeLessThan(rows)
    expect(await visible()).toBe(0)

    const next = createImportWorker({ database, clock: web.clock, numbers: createNumbers(database), log })
    next.wake()
    await next.idle()
    expect(await visible()).toBe(0)
    // The lease of the dead one has ended.
    web.clock.forward(31_000)
    next.wake()
    await next.idle()
    const done = await settled(web, ready.id)
    expect(done).toMatchObject({ state: 'done', rows: { written: rows } })
    expect(await visible()).toBe(rows)
  }, 120_000)
})

async function waitFor(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400 && !(await what()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 25))
}
