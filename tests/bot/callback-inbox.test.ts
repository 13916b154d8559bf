import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { createAppCallback } from '../../bot/channels/app-callback'
import { createReceiver } from '../../bot/receive'
import type { Inbox } from '../../server/messages/tables'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { onEveryEngine } from '../support/engines'
import { createCallbackDriver, officialSample, textXml } from '../support/wecom-callback-driver'
import { handMovedClock } from '../support/wecom-clock'

onEveryEngine('from the callback into the inbox', (openEmpty) => {
  const start = async () => {
    const database = await openEmpty()
    const clock = handMovedClock()
    const away = { now: false }
    const flaky: Database = {
      ...database,
      read: (work) => (away.now ? Promise.reject(new Error('away')) : database.read(work)),
      transaction: (work) => (away.now ? Promise.reject(new Error('away')) : database.transaction(work)),
    }
    const handedOn: Inbox[] = []
    const record = createReceiver({
      database: flaky,
      clock,
      leaseOwner: 'run_1',
      onRecorded: (rows) => handedOn.push(...rows),
    })
    const callback = createAppCallback({
      firstOrg: { orgId: async () => 'org_1', credentials: officialSample },
      credentialsOf: async () => undefined,
      receive: async (message) => void (await record(message)),
      clock,
      log: createLog('silent'),
    })
    const server = new Koa().use(callback.routes()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    servers.push(server)
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`
    const driver = createCallbackDriver({ url, now: () => clock.now().getTime() })
    const rows = () =>
      database.read((reader) =>
        reader.rows<{ messageId: string }>('select message_id as messageId from inbox'),
      )
    return { driver, rows, handedOn, away }
  }
  const servers: ReturnType<Koa['listen']>[] = []
  afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))))

  test('a repeat is answered 200 and stored once, at once or later', async () => {
    const { driver, rows, handedOn } = await start()
    const xml = textXml({ MsgId: '1' })
    const together = await Promise.all(Array.from({ length: 8 }, () => driver.post(xml)))
    expect(together.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect((await driver.post(xml)).status).toBe(200)
    expect([await rows(), handedOn.length]).toEqual([[{ messageId: '1' }], 1])
  })

  test('what was answered 503 is not there; WeCom’s retry brings it, once', async () => {
    const { driver, rows, handedOn, away } = await start()
    away.now = true
    expect((await driver.post(textXml({ MsgId: '2' }))).status).toBe(503)
    away.now = false
    expect(await rows()).toEqual([])
    expect(await driver.deliver(textXml({ MsgId: '2' }))).toEqual([200])
    expect([await rows(), handedOn.length]).toEqual([[{ messageId: '2' }], 1])
  })

  test('a stranger’s requests leave no row', async () => {
    const { driver, rows } = await start()
    const statuses = [
      await driver.post(textXml({}), { token: 'forged' }),
      await driver.post(textXml({}), { corpId: 'wxother' }),
      await driver.post(textXml({}), { query: '' }),
      await driver.post(textXml({}), { body: '<xml>' }),
    ].map(({ status }) => status)
    expect([statuses, await rows()]).toEqual([[401, 403, 401, 400], []])
  })
})
