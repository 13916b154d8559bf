import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { createBot } from '../../bot/bot'
import { createAppCallback } from '../../bot/channels/app-callback'
import { createAppChannel } from '../../bot/channels/app-channel'
import { wecomSetup } from '../../bot/wecom/wecom-setup'
import {
  CorpTaken,
  createAdmin,
  createFurtherOrg,
  type MadeAdmin,
} from '../../server/organisation/create-admin'
import { createNumbers } from '../../server/organisation/numbers'
import { Identity } from '../../server/organisation/tables'
import { SecretsClosed } from '../../server/organisation/wecom-apps'
import { readConfig } from '../../server/platform/config'
import type { Database } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { createSeal } from '../../server/platform/seal'
import { onEveryEngine } from '../support/engines'
import { createCallbackDriver, officialSample, textXml } from '../support/wecom-callback-driver'
import { handMovedClock } from '../support/wecom-clock'
import { startWecomStandIn, type WecomStandIn } from '../support/wecom-stand-in'

const secretsKey = 'a key of the tests, with more than 32 characters'
const further = {
  corpId: 'ww2222222222222222',
  agentId: 1000007,
  secret: 'further-agent-secret',
  callbackToken: 'further-token',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

onEveryEngine('two organisations, a corp each', (openEmpty) => {
  const ends: (() => Promise<unknown>)[] = []
  let wecom: WecomStandIn
  beforeEach(async () => {
    wecom = await startWecomStandIn()
    wecom.furtherApps.push(further)
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) await end()
    await wecom.stop()
  })

  async function twoOrgs(): Promise<{
    database: Database
    first: string
    second: MadeAdmin & { orgId: string }
  }> {
    const database = await openEmpty()
    const at = handMovedClock().now()
    const admin = { name: '王芳', phone: '13800000000', at }
    await database.transaction((tx) => createAdmin(tx, { ...admin, org: '优鲜达' }))
    const [org] = await database.read((reader) => reader.rows<{ id: string }>('select id from org'))
    const input = { name: '李强', phone: '13900000000', org: '鲜果铺', wecom: further, at: new Date(+at + 1) }
    const second = await database.transaction((tx) => createFurtherOrg(tx, createSeal(secretsKey), input))
    for (const [orgId, name] of [
      [org!.id, '王芳'],
      [second.orgId, '李强'],
    ] as const)
      await database.transaction(async (tx) => {
        const staff = await tx.row<{ id: string }>('select id from staff where org_id = ? and name = ?', [
          orgId,
          name,
        ])
        const outsideId = 'zhangsan'
        await tx.insert(Identity, { orgId, channel: 'wecom', outsideId, staffId: staff!.id, contactId: null })
      })
    return { database, first: org!.id, second }
  }

  function setUp(database: Database, env: Record<string, string>) {
    const clock = handMovedClock()
    const config = readConfig({
      WECOM_API_BASE: wecom.url,
      WECOM_CORP_ID: wecom.app.corpId,
      WECOM_AGENT_ID: String(wecom.app.agentId),
      WECOM_AGENT_SECRET: wecom.app.secret,
      WECOM_CALLBACK_TOKEN: officialSample.token,
      WECOM_CALLBACK_AES_KEY: officialSample.aesKey,
      ...env,
    })
    return { clock, setup: wecomSetup(config, clock, database) }
  }

  async function serve(database: Database, first: string, env: Record<string, string>) {
    const { clock, setup } = setUp(database, env)
    const log = createLog('silent')
    const numbers = createNumbers(database)
    const channels = [createAppChannel(setup.clientOf)]
    const bot = createBot({ database, clock, numbers, log, leaseOwner: 'run_1', channels, listens: true })
    await bot.start()
    const callback = createAppCallback({
      firstOrg: { orgId: async () => first, credentials: setup.callback! },
      credentialsOf: setup.callbackOf,
      receive: bot.receive,
      clock,
      log,
    })
    const server = new Koa().use(callback.routes()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    ends.push(
      () => bot.stop(),
      () => new Promise((resolve) => server.close(resolve)),
    )
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`
    const now = () => clock.now().getTime()
    const credentials = { corpId: further.corpId, token: further.callbackToken, aesKey: further.aesKey }
    return {
      setup,
      toFirst: createCallbackDriver({ url, now }),
      toSecond: (orgId: string) => createCallbackDriver({ url: `${url}/${orgId}`, now, credentials }),
      firstByItsId: createCallbackDriver({ url: `${url}/${first}`, now }),
    }
  }
  const toFurther = (fields: Record<string, string>) => textXml({ ToUserName: further.corpId, ...fields })

  test('hear and answer at the same time, each by its own app', async () => {
    const { database, first, second } = await twoOrgs()
    const { toFirst, toSecond, firstByItsId } = await serve(database, first, { SECRETS_KEY: secretsKey })
    const statuses = await Promise.all([
      toFirst.post(textXml({ MsgId: '2', Content: '帮助' })),
      // The same number by chance, and as somebody may have typed their id into WeCom.
      toSecond(second.orgId).post(toFurther({ MsgId: '2', Content: '帮助', FromUserName: 'ZhangSan' })),
      firstByItsId.post(textXml({ MsgId: '3', Content: '帮助' })),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200])
    await until(() => wecom.shown.length === 3)
    expect(wecom.shownBy.get(wecom.app.corpId)).toHaveLength(2)
    expect(wecom.shownBy.get(further.corpId)).toEqual([
      { userId: 'zhangsan', text: expect.stringContaining('写一句就记下') },
    ])
    const heard = await database.read((reader) =>
      reader.rows('select org_id as orgId, message_id as messageId from inbox'),
    )
    expect(new Set(heard)).toEqual(
      new Set([
        { orgId: first, messageId: '2' },
        { orgId: second.orgId, messageId: '2' },
        { orgId: first, messageId: '3' },
      ]),
    )
  })

  test('neither takes what is signed or meant for the other; an unknown one is not there', async () => {
    const { database, first, second } = await twoOrgs()
    const { toFirst, toSecond, firstByItsId } = await serve(database, first, { SECRETS_KEY: secretsKey })
    const own = toSecond(second.orgId)
    expect((await own.verify('echo')).status).toBe(200)
    expect((await own.post(textXml({ MsgId: '1' }))).status).toBe(403)
    expect((await toSecond(first).post(toFurther({ MsgId: '2' }))).status).toBe(401)
    expect((await toFirst.post(toFurther({ MsgId: '3' }))).status).toBe(403)
    expect((await toSecond('org_nobody').post(toFurther({ MsgId: '4' }))).status).toBe(404)
    expect((await firstByItsId.verify('echo')).status).toBe(200)
    expect(await database.read((reader) => reader.rows('select id from inbox'))).toEqual([])
  })

  test('log in with a code of their own corp', async () => {
    const { database, second } = await twoOrgs()
    const { setup } = setUp(database, { SECRETS_KEY: secretsKey, PUBLIC_URL: 'https://sl.example.com' })
    expect(await setup.unopened()).toEqual([])
    const logIn = new URL((await setup.logInUrlOf(second.orgId)) ?? '')
    expect(logIn.searchParams.get('appid')).toBe(further.corpId)
    expect(logIn.searchParams.get('redirect_uri')).toBe(`https://sl.example.com/m/?org=${second.orgId}`)
    const ofFirst = new URL((await setup.logInUrlOf(undefined)) ?? '')
    expect(ofFirst.searchParams.get('redirect_uri')).toBe('https://sl.example.com/m/')
    expect(await setup.logInUrlOf('org_nobody')).toBeUndefined()
    wecom.codes.set('c1', { corpid: further.corpId, userid: 'ZhangSan' })
    wecom.codes.set('c2', { corpid: further.corpId, userid: 'zhangsan' })
    const identify = (code: string, org?: string) =>
      setup.identities!.identify('wecom-miniprogram', code, org)
    expect(await identify('c1', second.orgId)).toEqual({ channel: 'wecom', outsideId: 'zhangsan' })
    await expect(identify('c2')).rejects.toMatchObject({ reason: 'stranger' })
  })

  test('the secrets are not stored as they are; without their key nothing is heard, and it says why', async () => {
    const { database, first, second } = await twoOrgs()
    const rows = JSON.stringify(await database.read((reader) => reader.rows('select * from wecom_app')))
    for (const secret of [further.secret, further.callbackToken, further.aesKey])
      expect(rows).not.toContain(secret)
    const wrong: Record<string, string>[] = [{}, { SECRETS_KEY: `${secretsKey}, another` }]
    for (const env of wrong) {
      const { setup, toFirst, toSecond } = await serve(database, first, env)
      await expect(setup.clientOf(second.orgId)).rejects.toThrow(SecretsClosed)
      expect((await toSecond(second.orgId).post(toFurther({ MsgId: '5' }))).status).toBe(503)
      expect((await toFirst.verify('echo')).status).toBe(200)
      expect(await setup.unopened()).toEqual(['鲜果铺'])
    }
  })

  test('a corp has one organisation', async () => {
    const { database } = await twoOrgs()
    const at = handMovedClock().now()
    const input = { name: '赵敏', phone: '13700000000', org: '又一家', wecom: further, at }
    await expect(
      database.transaction((tx) => createFurtherOrg(tx, createSeal(secretsKey), input)),
    ).rejects.toThrow(CorpTaken)
    expect(await database.read((reader) => reader.rows('select id from org'))).toHaveLength(2)
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !holds(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  if (!holds()) throw new Error('it never happened')
}
