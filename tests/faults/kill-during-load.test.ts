import { setTimeout as sleep } from 'node:timers/promises'
import { demoOrgId } from '../../server/demo/demo'
import { Identity } from '../../server/organisation/tables'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { ensureCompiled, type RunningServer, startServer } from '../support/compiled-server'
import { engines, newDatabaseUrl } from '../support/engines'
import { freePort } from '../support/mariadb'
import { createCallbackDriver, officialSample, textXml } from '../support/wecom-callback-driver'
import { startWecomStandIn } from '../support/wecom-stand-in'

const messages = 2000
const lanes = 32

beforeAll(ensureCompiled, 120_000)

describe.each(engines)('kill -9 during a load of callbacks (%s)', (engine) => {
  test('loses no acknowledged message and makes no double', async () => {
    const { url: databaseUrl, drop } = await newDatabaseUrl(engine)
    const standIn = await startWecomStandIn()
    const port = await freePort()
    const env = {
      DATABASE_URL: databaseUrl,
      DEMO: 'on',
      DEMO_CUSTOMERS: '300',
      SERVICES: 'web,bot',
      WECOM_API_BASE: standIn.url,
      WECOM_CORP_ID: officialSample.corpId,
      WECOM_AGENT_ID: '218',
      WECOM_AGENT_SECRET: 'secret',
      WECOM_CALLBACK_TOKEN: officialSample.token,
      WECOM_CALLBACK_AES_KEY: officialSample.aesKey,
    }
    let server: RunningServer = await startServer(env, { port })
    await server.end('SIGTERM')
    const database = await openDatabase(databaseUrl, createLog('silent'))
    await makeRepKnown(database)
    const tasksBefore = await count(database, 'select count(*) as n from task')
    if (engine === 'sqlite') await database.close()

    server = await startServer(env, { port })
    const driver = createCallbackDriver({ url: `${server.url}/wecom/callback` })
    const acknowledged = new Set<string>()
    let next = 0
    let restarted: Promise<void> | undefined
    const lane = async () => {
      for (let n = next++; n < messages; n = next++) {
        const id = String(7_000_000_000_000 + n)
        // As WeCom does, a message that was not answered 200 is delivered again, until somebody is there.
        for (let round = 0; round < 40 && !acknowledged.has(id); round++) {
          const statuses = await driver.deliver(textXml({ FromUserName: 'wanglei', MsgId: id }))
          if (statuses.includes(200)) acknowledged.add(id)
          else await sleep(100)
        }
        if (acknowledged.size >= messages / 3 && !restarted)
          restarted = (async () => {
            await server.end('SIGKILL')
            server = await startServer(env, { port })
          })()
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    await restarted
    expect(acknowledged.size).toBe(messages)

    const reader = engine === 'sqlite' ? await openDatabase(databaseUrl, createLog('silent')) : database
    const left = () => count(reader, "select count(*) as n from inbox where state = 'received'")
    for (const until = Date.now() + 60_000; (await left()) > 0 && Date.now() < until; ) await sleep(200)
    expect(await left()).toBe(0)
    expect(await count(reader, "select count(*) as n from inbox where channel = 'wecom'")).toBe(messages)
    expect(
      await count(reader, "select count(*) as n from inbox where channel = 'wecom' and outcome = 'task'"),
    ).toBe(messages)
    expect((await count(reader, 'select count(*) as n from task')) - tasksBefore).toBe(messages)
    expect(
      await count(
        reader,
        "select count(distinct source_key) as n from touchpoint where source_key like 'wecom:7%'",
      ),
    ).toBe(messages)
    expect(
      await count(reader, "select count(*) as n from outbox where channel = 'wecom' and kind = 'reply'"),
    ).toBe(messages)

    expect(await server.end('SIGTERM')).toBe(0)
    await reader.close()
    await standIn.stop()
    await drop()
  }, 240_000)
})

async function count(database: Database, sql: string): Promise<number> {
  return Number((await database.read((reader) => reader.row<{ n: number }>(sql)))?.n)
}

/** WeCom's user `wanglei` is the demo's 王磊. */
async function makeRepKnown(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const rep = await tx.row<{ id: string }>("select id from staff where org_id = ? and name = '王磊'", [
      demoOrgId,
    ])
    await tx.insert(Identity, {
      orgId: demoOrgId,
      channel: 'wecom',
      outsideId: 'wanglei',
      staffId: rep?.id ?? '',
      contactId: null,
    })
  })
}
