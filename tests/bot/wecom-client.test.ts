import { createAppChannel } from '../../bot/channels/app-channel'
import { CannotDeliver, NotSetUp } from '../../bot/channels/channel'
import { createAccessTokens } from '../../bot/wecom/access-token'
import { TencentRefused, TencentUnreachable } from '../../bot/wecom/call'
import { createWecomClient, type WecomClient } from '../../bot/wecom/client'
import { createIdentityProvider } from '../../bot/wecom/identity-provider'
import { splitText } from '../../bot/wecom/split-text'
import { createWechatClient } from '../../bot/wecom/wechat-client'
import type { CodeRefused } from '../../server/organisation/identity-provider'
import { handMovedClock } from '../support/wecom-clock'
import { startWecomStandIn, type WecomStandIn } from '../support/wecom-stand-in'

let wecom: WecomStandIn
let clock: ReturnType<typeof handMovedClock>
let client: WecomClient
beforeEach(async () => {
  clock = handMovedClock()
  wecom = await startWecomStandIn({ now: () => clock.now().getTime() })
  client = clientOf({})
})
afterEach(() => wecom.stop())

const clientOf = (app: Partial<WecomStandIn['app']>, timeoutMs = 2000) =>
  createWecomClient({
    baseUrl: wecom.url,
    app: { ...wecom.app, ...app },
    tokens: createAccessTokens({ baseUrl: wecom.url, clock, timeoutMs }),
    timeoutMs,
  })
const asked = (path: string) => wecom.calls.get(path) ?? 0
const tokensAsked = () => asked('/cgi-bin/gettoken')

describe('the access token', () => {
  test('ten at once ask for one; it is kept, and renewed five minutes early', async () => {
    await Promise.all(Array.from({ length: 10 }, () => client.sendText(['zhangsan'], '你好')))
    expect([wecom.shown.length, tokensAsked()]).toEqual([10, 1])
    clock.move((7200 - 300) * 1000 - 1)
    await client.sendText(['zhangsan'], '你好')
    expect(tokensAsked()).toBe(1)
    clock.move(1)
    await client.sendText(['zhangsan'], '你好')
    expect(tokensAsked()).toBe(2)
  })

  test.each([40014, 42001] as const)(
    'ended early (%i): fetched again, once, and nobody notices',
    async (errcode) => {
      await client.sendText(['zhangsan'], '一')
      wecom.endTokens(errcode)
      await Promise.all([client.sendText(['zhangsan'], '二'), client.sendText(['lisi'], '三')])
      expect([wecom.shown.length, tokensAsked()]).toEqual([3, 2])
    },
  )

  test('refused again with a new token: an error, not a loop', async () => {
    await client.checkCredentials()
    wecom.faults.alwaysOnSend = 40014
    await expect(client.sendText(['zhangsan'], '一')).rejects.toMatchObject({ errcode: 40014 })
    expect([asked('/cgi-bin/message/send'), tokensAsked()]).toEqual([2, 2])
  })

  test('a failed fetch is not kept', async () => {
    wecom.faults.httpStatus = 502
    await expect(client.sendText(['zhangsan'], '一')).rejects.toThrow(TencentUnreachable)
    wecom.faults.httpStatus = undefined
    await client.sendText(['zhangsan'], '一')
    expect(wecom.shown).toHaveLength(1)
  })

  test('a wrong secret, a wrong corp: told to the operator, not tried again', async () => {
    const wrong = async (app: Partial<WecomStandIn['app']>) =>
      (await clientOf(app)
        .checkCredentials()
        .catch((error: unknown) => error)) as TencentRefused
    expect(await wrong({ secret: 'x' })).toMatchObject({ errcode: 40001, retryable: false })
    expect((await wrong({ secret: 'x' })).message).toContain('WECOM_AGENT_SECRET')
    expect((await wrong({ corpId: 'x' })).message).toContain('WECOM_CORP_ID')
  })
})

describe('sending', () => {
  test('a long text goes in several messages, at line ends, none beyond 2,048 bytes', async () => {
    const lines = Array.from({ length: 120 }, (_, n) => `${n}. 优鲜达 明日10点补货20箱 😀`)
    await client.sendText(['zhangsan'], lines.join('\n'))
    expect(wecom.shown.length).toBeGreaterThan(1)
    for (const { text } of wecom.shown) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
    expect(wecom.shown.map(({ text }) => text).join('\n')).toBe(lines.join('\n'))
  })

  test('who is unknown is told, the others are reached', async () => {
    expect(await client.sendText(['zhangsan', 'Nobody', 'lisi'], '你好')).toEqual({ unreached: ['nobody'] })
    expect(wecom.shown.map(({ userId }) => userId)).toEqual(['zhangsan', 'lisi'])
  })

  test('nobody but one member is ever meant by one id', async () => {
    expect(await client.sendText(['@all', 'zhangsan|lisi', ''], '你好')).toEqual({
      unreached: ['@all', 'zhangsan|lisi', ''],
    })
    expect([wecom.shown, asked('/cgi-bin/message/send')]).toEqual([[], 0])
  })

  test.each([
    [-1, true],
    [45009, true],
    [45033, true],
    [60020, false],
    [60111, false],
    [48002, false],
    [999999, false],
  ])('errcode %i: retryable %s, with a sentence for the operator', async (errcode, retryable) => {
    await client.checkCredentials()
    wecom.faults.errcodes = [errcode]
    const error = await client.sendText(['zhangsan'], '你好').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(TencentRefused)
    expect(error).toMatchObject({ errcode, retryable, message: expect.stringMatching(/[一-龥]{4}/) })
    if (errcode === 60020) expect((error as Error).message).toContain('203.0.113.9')
    if (errcode === 999999) expect((error as Error).message).toContain('999999')
  })

  test('no network, a hang-up, an error page, a slow answer: unreachable, and no token in the words', async () => {
    await client.checkCredentials()
    const failure = async () => {
      const error = (await clientOf({}, 100)
        .sendText(['zhangsan'], '你好')
        .catch((caught: unknown) => caught)) as Error
      expect(error).toBeInstanceOf(TencentUnreachable)
      expect(JSON.stringify([error.message, error.stack, String(error.cause)])).not.toMatch(
        /access_token=|corpsecret|agent-secret|token-\d/,
      )
    }
    wecom.faults.hangUp = true
    await failure()
    wecom.faults.hangUp = false
    wecom.faults.httpStatus = 503
    await failure()
    wecom.faults.httpStatus = undefined
    wecom.faults.latencyMs = 300
    await failure()
    await wecom.stop()
    await failure()
  })
})

describe('the app channel', () => {
  const message = {
    orgId: 'org_1',
    target: 'person' as const,
    chatId: 'zhangsan',
    text: '已建任务 T-1',
    id: 'out_1',
  }

  test('sends to one person', async () => {
    const channel = createAppChannel(async () => client)
    await channel.send(message)
    expect(wecom.shown).toEqual([{ userId: 'zhangsan', text: '已建任务 T-1' }])
    expect(channel.state()).toEqual({ state: 'up' })
  })

  test('an unknown member is final, a wrong set-up waits to be mended, trouble is tried again', async () => {
    const channel = createAppChannel(async () => client)
    await expect(channel.send({ ...message, chatId: 'nobody' })).rejects.toThrow(CannotDeliver)
    expect(channel.state()).toEqual({ state: 'up' })
    wecom.faults.errcodes = [60020]
    await expect(channel.send(message)).rejects.toThrow(NotSetUp)
    expect(channel.state()).toMatchObject({ state: 'down', reason: expect.stringContaining('可信 IP') })
    wecom.faults.errcodes = [-1]
    const busy = await channel.send(message).catch((error: unknown) => error)
    expect(busy).not.toBeInstanceOf(CannotDeliver)
    await channel.send(message)
    expect(channel.state()).toEqual({ state: 'up' })
    await expect(createAppChannel(async () => undefined).send(message)).rejects.toThrow(CannotDeliver)
  })
})

describe('who logs in', () => {
  const identify = (via: 'wecom-miniprogram' | 'wecom-h5' | 'wechat', code: string) => {
    const { appId, secret } = wecom.wechat
    const wechat = createWechatClient({ baseUrl: wecom.url, appId, secret })
    return createIdentityProvider({ wecomOf: async () => client, wechat }).identify(via, code)
  }
  const reasonOf = async (asking: Promise<unknown>) =>
    ((await asking.catch((error: unknown) => error)) as CodeRefused).reason

  test('the mini-program in WeCom, once per code', async () => {
    wecom.codes.set('c1', { corpid: wecom.app.corpId, userid: 'zhangsan', session_key: 'k' })
    expect(await identify('wecom-miniprogram', 'c1')).toEqual({ channel: 'wecom', outsideId: 'zhangsan' })
    expect(await reasonOf(identify('wecom-miniprogram', 'c1'))).toBe('code')
  })

  test('a member of another corp that shares the mini-program is a stranger', async () => {
    wecom.codes.set('c1', { corpid: 'wxother', userid: 'zhangsan' })
    expect(await reasonOf(identify('wecom-miniprogram', 'c1'))).toBe('stranger')
  })

  test('the browser in WeCom: both spellings; somebody from outside is a stranger', async () => {
    wecom.codes.set('c1', { userid: 'zhangsan' })
    wecom.codes.set('c2', { UserId: 'lisi' })
    wecom.codes.set('c3', { openid: 'o1' })
    expect(await identify('wecom-h5', 'c1')).toEqual({ channel: 'wecom', outsideId: 'zhangsan' })
    expect(await identify('wecom-h5', 'c2')).toEqual({ channel: 'wecom', outsideId: 'lisi' })
    expect(await reasonOf(identify('wecom-h5', 'c3'))).toBe('stranger')
  })

  test('the mini-program in WeChat', async () => {
    wecom.codes.set('c1', { openid: 'o1', session_key: 'k', unionid: 'u1' })
    expect(await identify('wechat', 'c1')).toEqual({ channel: 'wechat', outsideId: 'o1' })
    expect(await reasonOf(identify('wechat', 'c1'))).toBe('code')
  })

  test('a way that is not configured is off; an outage is no refusal', async () => {
    const off = createIdentityProvider({ wecomOf: async () => undefined })
    expect(await reasonOf(off.identify('wechat', 'c'))).toBe('off')
    expect(await reasonOf(off.identify('wecom-h5', 'c'))).toBe('off')
    wecom.faults.httpStatus = 500
    await expect(identify('wecom-h5', 'c')).rejects.toThrow(TencentUnreachable)
  })
})

test.each([
  ['甲\n乙', 4, ['甲', '乙']],
  ['甲乙丙', 6, ['甲乙', '丙']],
  ['甲乙丙丁', 7, ['甲乙', '丙丁']],
  ['a\n\nb', 3, ['a\n', 'b']],
  ['👨‍👩‍👧👨‍👩‍👧', 20, ['👨‍👩‍👧', '👨‍👩‍👧']],
  ['短', 2048, ['短']],
])('%j in pieces of %i bytes', (text, bytes, pieces) => expect(splitText(text, bytes)).toEqual(pieces))

test('whatever the text, no piece is too long and no character is broken', () => {
  const letters = ['a', '优', '😀', '\n', '👨‍👩‍👧', 'e\u0301', ' ']
  let seed = 7
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 60 }, () => letters[Math.floor(random() * letters.length)]).join('')
    const pieces = splitText(text, 40)
    for (const piece of pieces) {
      expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(40)
      expect(piece).not.toContain('\ufffd')
      expect(piece).toBe(Buffer.from(piece).toString())
    }
    const bare = (all: string) => all.replace(/\s/g, '')
    expect(bare(pieces.join(''))).toBe(bare(text))
  }
})
