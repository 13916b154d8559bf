import { existsSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { log as wechatyLog } from 'wechaty'
import { mock, PuppetMock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'
import type { Channel, IncomingMessage } from '../../bot/channels/channel'
import { createWechatyChannel, type WechatyOptions } from '../../bot/channels/wechaty'
import { systemClock } from '../../server/platform/clock'
import { createLog } from '../../server/platform/log'

wechatyLog.level('silent')
const token = 'insecure_11111111-2222-4333-8444-555555555555'

/** A provider on this machine: its puppet logs in whenever it is started, as a phone that stays logged in does. */
async function startProvider(port: number, tokenOfServer = token) {
  const mocker = new mock.Mocker()
  const puppet = new PuppetMock({ mocker })
  const bot = mocker.createContact({ id: 'bot-self', name: '销售助手' })
  const rep = mocker.createContact({ id: 'rep-1', name: '张三' })
  const roomShape = { id: 'room-1@chatroom', topic: '区域一销售群', memberIdList: [bot.id, rep.id] }
  const room = mocker.createRoom(roomShape as Parameters<typeof mocker.createRoom>[0])
  const inRoom: { from: string; text: string }[] = []
  room.on('message', (message) => {
    inRoom.push({ from: message.talker()?.id ?? '', text: message.text() ?? '' })
  })
  const directly: string[] = []
  rep.on('message', (message) => {
    directly.push(message.text() ?? '')
  })
  const logIn = () => {
    setTimeout(() => puppet.isLoggedIn || mocker.login(bot), 5)
  }
  puppet.on('start', logIn)
  const server = new PuppetServer({
    endpoint: `127.0.0.1:${port}`,
    token: tokenOfServer,
    puppet,
    tls: { disable: true },
  })
  await server.start()
  return {
    bot,
    rep,
    room,
    puppet,
    inRoom,
    directly,
    stop: async () => {
      await server.stop()
      await puppet.stop()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('the wechaty channel, over gRPC', () => {
  let port: number
  let provider: Awaited<ReturnType<typeof startProvider>> | undefined
  let channel: Channel
  let received: IncomingMessage[]
  beforeEach(async () => {
    port = await freePort()
    received = []
  })
  afterEach(async () => {
    await channel.stop()
    await provider?.stop()
    provider = undefined
  })

  const open = async (
    more: Partial<WechatyOptions> = {},
    receive?: (m: IncomingMessage) => Promise<void>,
  ) => {
    channel = createWechatyChannel({
      orgId: async () => 'org_1',
      token,
      endpoint: `127.0.0.1:${port}`,
      clock: systemClock,
      log: createLog('silent'),
      tls: false,
      retryMs: 50,
      loginWithinMs: 8000,
      ...more,
    })
    await channel.start(receive ?? (async (message) => void received.push(message)))
  }
  const isUp = () => until(() => channel.state().state === 'up')

  test('text in a room comes in, without the mention; the answer goes out, once', async () => {
    provider = await startProvider(port)
    await open()
    await isUp()
    provider.rep.say('@销售助手\u2005#优鲜达#张经理#明日10点补货20箱', [provider.bot]).to(provider.room)
    await until(() => received.length === 1)
    expect(received[0]).toMatchObject({
      orgId: 'org_1',
      channel: 'wechaty',
      chatId: 'room-1@chatroom',
      chatKind: 'group',
      senderId: 'rep-1',
      text: '#优鲜达#张经理#明日10点补货20箱',
    })
    expect(Math.abs(received[0]!.sentAt.getTime() - Date.now())).toBeLessThan(60_000)
    const answer = {
      orgId: 'org_1',
      target: 'chat' as const,
      chatId: 'room-1@chatroom',
      text: '已建任务',
      id: 'out_1',
    }
    await channel.send(answer)
    await until(() => provider!.inRoom.some(({ text }) => text === '已建任务'))
    // Its own words come back as a message: they are not heard again.
    provider.rep.say('在吗').to(provider.bot)
    await until(() => received.length === 2)
    expect(received[1]).toMatchObject({
      chatId: 'rep-1',
      chatKind: 'direct',
      senderId: 'rep-1',
      text: '在吗',
    })
    await channel.send({ ...answer, target: 'person', chatId: 'rep-1', text: '在' })
    await until(() => provider!.directly.includes('在'))
    expect(received).toHaveLength(2)
  })

  test('the same message delivered twice has one messageId', async () => {
    provider = await startProvider(port)
    await open()
    await isUp()
    provider.rep.say('#优鲜达#明天补货').to(provider.room)
    await until(() => received.length === 1)
    provider.puppet.emit('message', { messageId: received[0]!.messageId })
    await until(() => received.length === 2)
    expect(received[1]!.messageId).toBe(received[0]!.messageId)
  })

  test('the provider dies and comes back: so do we, by ourselves', async () => {
    provider = await startProvider(port)
    await open()
    await isUp()
    await provider.stop()
    await until(() => channel.state().state !== 'up')
    const message = {
      orgId: 'org_1',
      target: 'chat' as const,
      chatId: 'room-1@chatroom',
      text: 'x',
      id: 'out_1',
    }
    await expect(channel.send(message)).rejects.toThrow('not connected')
    await new Promise((resolve) => setTimeout(resolve, 300))
    provider = await startProvider(port)
    const before = Date.now()
    await isUp()
    process.stdout.write(`wechaty: up again ${Date.now() - before} ms after the provider\n`)
    provider.rep.say('#优鲜达#回来了').to(provider.room)
    await until(() => received.length === 1)
    await channel.send({ ...message, text: '收到' })
    await until(() => provider!.inRoom.some(({ text }) => text === '收到'))
  }, 60_000)

  test('a wrong token, or nobody there, is a failed start that is tried again', async () => {
    await open({ loginWithinMs: 500 })
    await until(() => channel.state().state === 'down')
    expect(channel.state().reason).toMatch(/UNAVAILABLE|no login/)
    provider = await startProvider(port)
    await isUp()
  }, 60_000)

  test('a connection that has gone deaf is renewed', async () => {
    provider = await startProvider(port)
    let now = Date.now()
    await open({ clock: { now: () => new Date(now) }, silentForMs: 200 })
    await isUp()
    now += 1000
    await until(() => channel.state().state !== 'up')
    await isUp()
  }, 60_000)

  test('what cannot be recorded is tried again, and kills nothing', async () => {
    provider = await startProvider(port)
    let failures = 1
    await open({}, async (message) => {
      if (failures-- > 0) throw new Error('away')
      received.push(message)
    })
    await isUp()
    provider.rep.say('#优鲜达#明天补货').to(provider.room)
    await until(() => received.length === 1)
  })

  test('it leaves no files, least of all in a folder named after the token', async () => {
    provider = await startProvider(port)
    await open()
    await isUp()
    provider.rep.say('你好').to(provider.room)
    await until(() => received.length === 1)
    expect(existsSync(join(homedir(), '.wechaty', 'wechaty-puppet-service', token))).toBe(false)
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    if (holds()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('it never happened')
}
