import { type AddressInfo, connect, type Server } from 'node:net'
import { ReadableStream } from 'node:stream/web'
import { decrypt, encrypt, getJsApiSignature } from '@wecom/crypto'
import Koa from 'koa'
import { createAppCallback } from '../../bot/channels/app-callback'
import type { IncomingMessage } from '../../bot/channels/channel'
import { createLog } from '../../server/platform/log'
import { createCallbackDriver, officialSample, textXml } from '../support/wecom-callback-driver'
import { handMovedClock } from '../support/wecom-clock'

const clock = handMovedClock('2014-09-02T12:10:13.000Z') // the official POST sample's own instant
const official = {
  get: {
    query: 'msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780',
    echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  },
  post: {
    query: 'msg_signature=477715d11cdb4164915debcba66cb864d751f3e6&timestamp=1409659813&nonce=1372623149',
    encrypted:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
}
const envelope = (encrypted: string) =>
  `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`

let received: IncomingMessage[] = []
let failing = 0
let server: Server
let url: string
let driver: ReturnType<typeof createCallbackDriver>
const second = { ...officialSample, corpId: 'wxsecond', token: 'second' }

beforeAll(async () => {
  const router = createAppCallback({
    firstOrg: { orgId: async () => 'org_1', credentials: officialSample },
    credentialsOf: async (orgId) => {
      if (orgId === 'org_gone') throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
      if (orgId === 'org_unset') return { ...officialSample, token: '' }
      return orgId === 'org_2' ? second : undefined
    },
    receive: async (message) => {
      if (failing-- > 0) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
      received.push(message)
    },
    clock,
    log: createLog('silent'),
  })
  const koa = new Koa().use(router.routes())
  koa.silent = true
  server = koa.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`
  driver = createCallbackDriver({ url, now: () => clock.now().getTime() })
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  received = []
  failing = 0
  clock.set('2014-09-02T12:10:13.000Z')
})

const statusOf = async (response: Promise<Response>) => (await response).status

describe('the official vectors', () => {
  test('the address is verified: the plaintext and nothing else', async () => {
    const echostr = encodeURIComponent(official.get.echostr)
    const response = await fetch(`${url}?${official.get.query}&echostr=${echostr}`)
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061'])
  })

  test('a message is opened, handed on and answered 200 with an empty body', async () => {
    const body = envelope(official.post.encrypted)
    const response = await fetch(`${url}?${official.post.query}`, { method: 'POST', body })
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(received).toEqual([
      {
        orgId: 'org_1',
        channel: 'wecom',
        messageId: '4561255354251345929',
        chatId: 'mycreate',
        chatKind: 'direct',
        senderId: 'mycreate',
        sentAt: new Date(1409659813000),
        text: 'hello',
      },
    ])
  })

  test('encryption and the page signature agree too', () => {
    const key = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
    const sealed = encrypt(key, '我是中文abcd123', 'wxb11529c136998cb6', Buffer.from('aaaabbbbccccdddd'))
    expect(sealed).toBe(
      'jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==',
    )
    expect(decrypt(key, sealed)).toMatchObject({ message: '我是中文abcd123', id: 'wxb11529c136998cb6' })
    const page = {
      ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
      nonceStr: 'Wm3WZYTPz0wzccnW',
      timestamp: 1414587457,
      url: 'http://mp.weixin.qq.com?params=value',
    }
    expect(getJsApiSignature(page).signature).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
  })
})

describe('what a stranger sends is refused, stores nothing, and is never a 5xx', () => {
  test.each([
    ['no query', '', 401],
    ['no signature', 'timestamp=1409659813&nonce=1', 401],
    ['a short signature', 'msg_signature=abc&timestamp=1409659813&nonce=1', 401],
    ['a wrong signature', `msg_signature=${'a'.repeat(40)}&timestamp=1409659813&nonce=1`, 401],
    ['no timestamp', `msg_signature=${'a'.repeat(40)}&nonce=1`, 401],
    ['a timestamp that is none', `msg_signature=${'a'.repeat(40)}&timestamp=NaN&nonce=1`, 401],
    ['a repeated signature', `msg_signature=a&${official.post.query}`, 400],
    ['a repeated timestamp', `${official.post.query}&timestamp=1409659813`, 400],
    ['a repeated nonce', `${official.post.query}&nonce=1372623149`, 400],
    ['another nonce', official.post.query.replace('1372623149', '1372623140'), 401],
  ])('%s', async (_, query, status) => {
    const body = envelope(official.post.encrypted)
    expect(await statusOf(fetch(`${url}?${query}`, { method: 'POST', body }))).toBe(status)
    if (!query.includes('1409659813')) {
      const echo = `&echostr=${encodeURIComponent(official.get.echostr)}`
      expect(await statusOf(fetch(`${url}?${query}${echo}`))).toBe(status)
    }
    expect(received).toEqual([])
  })

  test('an echostr that is missing, repeated or not encrypted', async () => {
    const ask = (echo: string) => statusOf(fetch(`${url}?${official.get.query}${echo}`))
    expect(await ask('')).toBe(400)
    expect(await ask('&echostr=a&echostr=b')).toBe(400)
    expect(await ask('&echostr=abc')).toBe(401)
  })

  test.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['JSON', '{"Encrypt":"x"}'],
    ['cut off inside', envelope(official.post.encrypted).slice(0, 300)],
    ['cut off at the end', envelope(official.post.encrypted).slice(0, -6)],
    ['no Encrypt', '<xml><ToUserName>a</ToUserName></xml>'],
    ['an empty Encrypt', envelope('')],
    ['Encrypt twice', `<xml><Encrypt>a</Encrypt><Encrypt>${official.post.encrypted}</Encrypt></xml>`],
    ['Encrypt nested', `<xml><Encrypt><a>${official.post.encrypted}</a></Encrypt></xml>`],
    ['two roots', `${envelope(official.post.encrypted)}${envelope(official.post.encrypted)}`],
    [
      'a file by entity',
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>`,
    ],
    ['a prototype', '<xml><__proto__>a</__proto__></xml>'],
    ['20,000 levels', `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</xml>`],
  ])('a body with %s', async (_, body) => {
    const response = await fetch(`${url}?${official.post.query}`, { method: 'POST', body })
    expect([response.status, received.length]).toEqual([400, 0])
  })

  test('an entity bomb costs nothing', async () => {
    const levels = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join(
      '',
    )
    const body = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${levels}]><xml><Encrypt>&l9;</Encrypt></xml>`
    const before = process.hrtime.bigint()
    expect(await statusOf(fetch(`${url}?${official.post.query}`, { method: 'POST', body }))).toBe(400)
    expect(Number(process.hrtime.bigint() - before) / 1e6).toBeLessThan(500)
  })

  test.each([
    ['65,000 tags', `<xml>${'<a/>'.repeat(65_000)}</xml>`],
    ['25,000 names', `<xml>${Array.from({ length: 25_000 }, (_, n) => `<a${n}/>`).join('')}</xml>`],
    ['a quarter megabyte of letters', envelope('A'.repeat(250_000))],
    ['nothing but opening', '<'.repeat(260_000)],
    ['spaces', `<xml>${' '.repeat(250_000)}<Encrypt>`],
  ])('%s, unsigned: refused without being parsed', async (_, body) => {
    const before = process.cpuUsage()
    const status = await statusOf(fetch(`${url}?${official.post.query}`, { method: 'POST', body }))
    expect([400, 401]).toContain(status)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
  })

  test('too large: told by its length, or found while reading', async () => {
    const large = 'x'.repeat(256 * 1024 + 1)
    const query = `${url}?${official.post.query}`
    expect(await statusOf(fetch(query, { method: 'POST', body: large }))).toBe(413)
    const pieces = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 40; n++) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)))
        controller.close()
      },
    })
    const streamed = { method: 'POST', body: pieces, duplex: 'half' } as unknown as RequestInit
    expect(await statusOf(fetch(query, streamed))).toBe(413)
  })

  test('a body that breaks off leaves nothing and harms nobody', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    await new Promise((resolve) => socket.once('connect', resolve))
    socket.write(
      `POST /wecom/callback?${official.post.query} HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n<xml>`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    expect(await statusOf(driver.post(textXml({})))).toBe(200)
    expect(received).toHaveLength(1)
  })

  test('a body that never comes is given up after five seconds', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.write(
      `POST /wecom/callback?${official.post.query} HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n<xml>`,
    )
    await new Promise((resolve) => socket.once('close', resolve))
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
  }, 10_000)

  test('an organisation that is unknown, or has no usable token', async () => {
    for (const orgId of ['org_3', 'org_unset', '%zz', '..%2f']) {
      const other = createCallbackDriver({ url: `${url}/${orgId}`, now: () => clock.now().getTime() })
      expect(await statusOf(other.post(textXml({})))).toBe(404)
    }
  })
})

describe('signed, but not for us or not in time', () => {
  test('another corp inside is refused', async () => {
    expect(await statusOf(driver.post(textXml({}), { corpId: 'wxother' }))).toBe(403)
    expect(await statusOf(driver.post(textXml({ ToUserName: 'wxother' })))).toBe(403)
    expect(received).toEqual([])
  })

  test('another token is a forgery', async () => {
    expect(await statusOf(driver.post(textXml({}), { token: 'forged' }))).toBe(401)
  })

  test.each([
    [-601, 401],
    [-590, 200],
    [290, 200],
    [301, 401],
  ])('%i s away from now: %i', async (seconds, status) => {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000) + seconds)
    expect(await statusOf(driver.post(textXml({}), { timestamp }))).toBe(status)
  })

  test.each([
    ['no sender', { FromUserName: '' }],
    ['no MsgId', { MsgId: '' }],
    ['a CreateTime that is none', { CreateTime: 'soon' }],
    ['no kind', { MsgType: '' }],
    ['an endless sender', { FromUserName: 'a'.repeat(200) }],
  ])('%s: malformed', async (_, fields) => {
    expect(await statusOf(driver.post(textXml(fields)))).toBe(400)
    expect(received).toEqual([])
  })

  test('a repeated or nested field inside, or XML cut off inside', async () => {
    const twice = textXml({}).replace('</xml>', '<MsgId>1</MsgId></xml>')
    expect(await statusOf(driver.post(twice))).toBe(400)
    expect(await statusOf(driver.post(textXml({}).slice(0, -3)))).toBe(400)
    expect(await statusOf(driver.post(textXml({}).replace('<MsgId>', '<MsgId><a/>')))).toBe(400)
    expect(await statusOf(driver.post(`${textXml({})}<xml/>`))).toBe(400)
    expect(await statusOf(driver.post(textXml({}).replaceAll('xml>', 'html>')))).toBe(400)
    expect(await statusOf(driver.post('ciphertext of no XML'))).toBe(400)
    expect(received).toEqual([])
  })
})

describe('what WeCom sends', () => {
  test('a further organisation has its own address and credentials', async () => {
    const theirs = createCallbackDriver({
      url: `${url}/org_2`,
      credentials: second,
      now: () => clock.now().getTime(),
    })
    expect(await statusOf(theirs.post(textXml({ ToUserName: 'wxsecond' })))).toBe(200)
    expect(received[0]).toMatchObject({ orgId: 'org_2' })
    expect(
      await statusOf(
        createCallbackDriver({ url: `${url}/org_2`, now: () => clock.now().getTime() }).post(textXml({})),
      ),
    ).toBe(401)
  })

  test('the text comes trimmed, a long MsgId comes whole, `007` stays `007`', async () => {
    await driver.post(textXml({ Content: '  007 ', MsgId: '9223372036854775807' }))
    expect(received[0]).toMatchObject({ text: '007', messageId: '9223372036854775807' })
  })

  test.each([
    ['a control character', '补货\u000120箱'],
    ['a lone half of a pair', '补货\ud83d20箱'],
    ['markup', '价格 <b>5</b> & <![CDATA[x]] 10箱'],
  ])('%s in a pasted text loses no message', async (_, text) => {
    expect(await statusOf(driver.post(textXml({ Content: text })))).toBe(200)
    expect(received).toHaveLength(1)
  })

  test('events and what is not text are acknowledged and left alone', async () => {
    const event = textXml({ MsgType: 'event' }).replace(
      /<MsgId>.*?<\/MsgId>/,
      '<Event><![CDATA[enter_agent]]></Event>',
    )
    expect(await statusOf(driver.post(event))).toBe(200)
    for (const kind of ['image', 'voice', 'location', 'new-kind'])
      expect(await statusOf(driver.post(textXml({ MsgType: kind })))).toBe(200)
    expect(await statusOf(driver.post(textXml({ Content: ' ' })))).toBe(200)
    expect(received).toEqual([])
  })

  test('while it cannot be recorded the answer is 503, and the retry brings it', async () => {
    failing = 2
    expect(await driver.deliver(textXml({}))).toEqual([503, 503, 200])
    expect(received).toHaveLength(1)
    expect(await statusOf(driver.post(textXml({}), { query: undefined }))).toBe(200)
    const gone = createCallbackDriver({ url: `${url}/org_gone`, now: () => clock.now().getTime() })
    expect(await statusOf(gone.post(textXml({})))).toBe(503)
  })

  test('a repeat is handed on again with the same id: recording it once is the inbox’s work', async () => {
    await driver.post(textXml({}))
    await driver.post(textXml({}))
    expect(received.map(({ messageId }) => messageId)).toEqual(Array(2).fill('4561255354251345929'))
  })

  test('the address can be verified again at any time', async () => {
    const response = await driver.verify('4561')
    expect([response.status, await response.text()]).toEqual([200, '4561'])
  })
})
