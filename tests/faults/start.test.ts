import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { migrate } from '../../server/platform/migrate'
import { ensureCompiled, runToEnd, startServer } from '../support/compiled-server'
import { engines, newDatabaseUrl } from '../support/engines'
import { freePort, startMariadb } from '../support/mariadb'

beforeAll(ensureCompiled, 120_000)

test('bad values of the environment are listed all at once', async () => {
  const { code, output } = await runToEnd({ PORT: 'abc', DATABASE_URL: 'postgres://x', WECOM_CORP_ID: 'ww1' })
  expect(code).toBe(1)
  for (const name of ['PORT', 'DATABASE_URL', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'])
    expect(output).toContain(`${name}:`)
})

test('a port that is taken is said in one line', async () => {
  const { url, drop } = await newDatabaseUrl('sqlite')
  const server = await startServer({ DATABASE_URL: url, DEMO: 'off' })
  const { code, output } = await runToEnd({
    DATABASE_URL: `${url}2`,
    DEMO: 'off',
    PORT: new URL(server.url).port,
  })
  expect(code).toBe(1)
  expect(output).toContain('已被占用')
  await server.end('SIGTERM')
  await drop()
})

test('a schema newer than the code is refused', async () => {
  const { url, drop } = await newDatabaseUrl('sqlite')
  const database = await openDatabase(url, createLog('silent'))
  await migrate(database)
  await database.dataSource.query(
    "insert into migration (timestamp, name) values (9999999999999, 'Future9999999999999')",
  )
  await database.close()
  const { code, output } = await runToEnd({ DATABASE_URL: url, PORT: String(await freePort()) })
  expect(code).toBe(1)
  expect(output).toContain('Future9999999999999')
  await drop()
})

test.each(engines)('SIGTERM ends it cleanly, and quickly (%s)', async (engine) => {
  const { url, drop } = await newDatabaseUrl(engine)
  const server = await startServer({ DATABASE_URL: url, DEMO: 'off' })
  expect(await server.end('SIGTERM')).toBe(0)
  await drop()
})

const withMariadb = engines.includes('mariadb') ? test : test.skip
withMariadb(
  'an unreachable database is waited for: alive, not ready, then ready',
  async () => {
    const port = await freePort()
    const server = await startServer(
      { DATABASE_URL: `mysql://root@127.0.0.1:${port}/mysql_test`, DEMO: 'off' },
      { until: 'healthz' },
    )
    const readyz = async () => (await fetch(`${server.url}/readyz`)).status
    expect(await readyz()).toBe(503)
    const refused = await fetch(`${server.url}/api/feed`, {
      headers: { Authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    })
    expect(refused.status).toBe(503)
    const mariadb = await startMariadb({ port, database: 'mysql_test' })
    for (let attempt = 0; attempt < 200 && (await readyz()) !== 200; attempt++) await sleep(100)
    expect(await readyz()).toBe(200)
    expect(server.output()).toContain('the database cannot be reached')
    expect(await server.end('SIGTERM')).toBe(0)
    await mariadb?.stop()
  },
  60_000,
)
