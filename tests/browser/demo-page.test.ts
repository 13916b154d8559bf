import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { z } from 'zod'
import {
  demoChatMessagesRoute,
  demoChatsRoute,
  demoPeopleRoute,
  sendDemoMessageRoute,
} from '../../shared/api/demo'
import { soon } from '../support/soon'

type Said = z.infer<typeof demoChatMessagesRoute.answer>['messages'][number]
type Sent = z.infer<NonNullable<typeof sendDemoMessageRoute.body>>

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  fs.existsSync,
)
const withBrowser = executablePath || process.env.CI ? describe : describe.skip
const folder = path.join(__dirname, '../../bot/sandbox/page')
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Neither the page nor its server knows another minute: nothing depends on when the tests run. */
const now = '2026-03-04T06:40:00.000Z'

const people = [
  {
    id: 'stf_wang',
    name: '王磊',
    role: 'rep' as const,
    title: '地推专员 · 文三路店',
    kind: 'staff' as const,
    tries: ['#优鲜达#张经理#明日10点补货20箱', '今天'],
  },
  {
    id: 'stf_zhou',
    name: '周敏',
    role: 'areaManager' as const,
    title: '区域经理 · 城西区',
    kind: 'staff' as const,
    tries: ['帮助'],
  },
  {
    id: 'con_zhang',
    name: '张经理',
    title: '客户 · 优鲜达·文三路店（加盟）',
    kind: 'contact' as const,
    tries: ['我们下周三签合同'],
  },
]
const chats = [
  {
    id: 'chat_group',
    name: '城西补货群',
    kind: 'internal' as const,
    note: '内部群，2 人，顺流助手在群里',
    members: ['stf_wang', 'stf_zhou'],
  },
  {
    id: 'chat_customer',
    name: '优鲜达·文三路店（加盟）',
    kind: 'customer' as const,
    note: '客户群',
    members: ['con_zhang', 'stf_wang'],
  },
  { id: 'direct:stf_wang', name: '顺流助手', kind: 'direct' as const, note: '单聊', members: ['stf_wang'] },
  { id: 'direct:stf_zhou', name: '顺流助手', kind: 'direct' as const, note: '单聊', members: ['stf_zhou'] },
]

/** The four routes of the demo in memory, the page's own files under the real policy, and a `/m/` that counts what it is told. */
async function startStub() {
  const said = new Map<string, Said[]>()
  const sent: Sent[] = []
  const stub = {
    url: '',
    sent,
    /** How the next messages end: `lost` acts and never answers, a status refuses. */
    fate: [] as ('lost' | number)[],
    say(chatId: string, from: Said['from'], text: string) {
      const messages = said.get(chatId) ?? []
      messages.push({ id: `msg_${chatId}_${messages.length}`, at: now, from, text })
      said.set(chatId, messages)
    },
    said: (chatId: string) => said.get(chatId) ?? [],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const bot = { id: 'bot', name: '顺流助手', kind: 'bot' as const }
  const seen = new Set<string>()

  function act({ from, chat, text, messageId }: Sent) {
    if (seen.has(messageId!)) return
    seen.add(messageId!)
    const person = people.find(({ id }) => id === from)!
    stub.say(chat, { id: person.id, name: person.name, kind: person.kind }, text)
    if (person.kind === 'staff')
      stub.say(chat, bot, `记下了，拜访任务 T-1042\n客户  优鲜达·文三路店\n回「撤销」取消`)
    else stub.say('direct:stf_zhou', bot, `${person.name}说：${text}`)
  }

  const server = http.createServer(async (request, response) => {
    const pathname = decodeURIComponent(new URL(request.url!, 'http://stub').pathname)
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (pathname === '/api/demo/people') return json(200, demoPeopleRoute.answer.parse({ people }))
    if (pathname === '/api/demo/chats')
      return json(
        200,
        demoChatsRoute.answer.parse({
          chats: chats.map((chat) => ({ ...chat, lastAt: said.get(chat.id)?.at(-1)?.at ?? null })),
        }),
      )
    const chatId = /^\/api\/demo\/chats\/(.+)\/messages$/.exec(pathname)?.[1]
    if (chatId) return json(200, demoChatMessagesRoute.answer.parse({ messages: stub.said(chatId) }))
    if (pathname === '/api/demo/messages') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const message = sendDemoMessageRoute.body!.parse(JSON.parse(Buffer.concat(chunks).toString()))
      sent.push(message)
      const fate = stub.fate.shift()
      if (typeof fate === 'number')
        return json(fate, { error: { code: 'internal', message: '出错了，没有记下。', reference: 'E-1' } })
      act(message)
      if (fate !== 'lost') return json(200, { replies: [] })
      // Broken off in the middle: a connection that only closes is tried again by Chromium itself.
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 })
      return response.write('{"replies"', () => request.socket.destroy())
    }
    if (pathname.startsWith('/m/')) {
      response.writeHead(200, { 'Content-Type': 'text/html' })
      return response.end(
        `<body data-told="0"><script>addEventListener('message', (event) => {
          if (event.data.type === 'shunliu:refresh') document.body.dataset.told++
        })</script></body>`,
      )
    }
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname)
    if (!fs.existsSync(file)) return json(404, {})
    response.writeHead(200, {
      'Content-Type': types[path.extname(file)] ?? 'text/plain',
      'Content-Security-Policy':
        "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self'",
    })
    response.end(fs.readFileSync(file))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return stub
}

withBrowser('demo page', () => {
  let browser: Browser
  let stub: Awaited<ReturnType<typeof startStub>>
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    stub = await startStub()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })
    faults = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on(
      'console',
      (message) => /Content Security Policy/.test(message.text()) && faults.push(message.text()),
    )
    await page.clock.setFixedTime(now)
    await page.goto(stub.url)
    await page.locator('.chip').first().waitFor()
  })
  afterEach(async () => {
    await page.close()
    await stub.close()
    expect(faults).toEqual([])
  })

  const words = () => page.locator('#words')
  const line = () => page.locator('#line')
  const phone = () => page.frameLocator('#frame').locator('body')

  test('opens the group as the first of the staff, with nothing in the input', async () => {
    await soon(async () => expect(await page.locator('#room-name').textContent()).toBe('城西补货群'))
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 王磊'))
    await soon(async () => expect(await words().inputValue()).toBe(''))
    await soon(async () => expect(await page.locator('#phone-name').textContent()).toBe('王磊的手机'))
    await soon(async () => expect(await page.locator('#frame').getAttribute('src')).toBe('/m/?demo=stf_wang'))
    await soon(async () => expect(await page.locator('#send').isDisabled()).toBe(true))
  })

  test('a try fills the input, Enter sends it, the answer appears and the phone is told', async () => {
    await phone().waitFor()
    await page.locator('.chip').first().click()
    await soon(async () => expect(await words().inputValue()).toBe('#优鲜达#张经理#明日10点补货20箱'))
    await words().press('Enter')
    await page.locator('.of-bot', { hasText: '记下了，拜访任务 T-1042' }).waitFor()
    await soon(async () =>
      expect(await page.locator('.mine .bubble').textContent()).toBe('#优鲜达#张经理#明日10点补货20箱'),
    )
    await soon(async () =>
      expect(await page.locator('.of-bot .fact').textContent()).toMatch(/客户\s+优鲜达·文三路店/),
    )
    await soon(async () => expect(await words().inputValue()).toBe(''))
    await soon(async () =>
      expect(await page.locator('.message .dotted').last().textContent()).toContain('今天 14:40'),
    )
    await page.frameLocator('#frame').locator('body:not([data-told="0"])').waitFor()
    await soon(async () => expect(await page.locator('#updated').textContent()).toBe('今天 14:40 更新'))

    await page.locator('.answer', { hasText: '撤销' }).click()
    await soon(async () => expect(await words().inputValue()).toBe('撤销'))
  })

  test("a customer's line opens the customer's chat, and the push lights up the area manager's window", async () => {
    await page
      .locator('#tries-more')
      .click({ timeout: 500 })
      .catch(() => undefined)
    await page.locator('.chip', { hasText: '我们下周三签合同' }).click()
    await soon(async () => expect(await page.locator('#room-name').textContent()).toBe('张经理'))
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 张经理'))
    await soon(async () => expect(await line().textContent()).toBe('客户看不到机器人说的话'))
    await soon(async () => expect(await page.locator('#others').isHidden()).toBe(true))
    await page.locator('#send').click()
    await page.locator('.mine', { hasText: '我们下周三签合同' }).waitFor()

    const lit = page.locator('#other-conversations .row', { hasText: '周敏' })
    await lit.locator('.dot').waitFor()
    await soon(async () => expect(await lit.textContent()).toContain('张经理说：我们下周三签合同'))
    await lit.click()
    await page.locator('.of-bot', { hasText: '张经理说' }).waitFor()
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 周敏'))
    await page.locator('#others').waitFor({ state: 'hidden' })
  })

  test('a push that comes by itself lights up the own talk with the bot', async () => {
    stub.say('direct:stf_wang', { id: 'bot', name: '顺流助手', kind: 'bot' }, '今天先去这 3 家')
    await page.locator('#conversations .row.news', { hasText: '今天先去这 3 家' }).waitFor()
    await page.locator('#conversations .row.news').click()
    expect(await page.locator('#conversations .row.news').count()).toBe(0)
  })

  test('a refused message stays in the input with the reason, and goes again under its id', async () => {
    stub.fate = [500]
    await words().fill('明天送 5 箱')
    await page.locator('#send').click()
    await page.locator('#line.wrong').waitFor()
    await soon(async () => expect(await line().textContent()).toBe('出错了，没有记下。 编号 E-1'))
    await soon(async () => expect(await words().inputValue()).toBe('明天送 5 箱'))
    await words().press('Enter')
    await page.locator('.of-bot').waitFor()
    expect(stub.sent).toHaveLength(2)
    expect(stub.sent[1]).toEqual(stub.sent[0])
    await soon(async () => expect(await line().textContent()).toBe(''))
  })

  test('a message whose answer was lost is sent again by itself, under the same id, and is there once', async () => {
    stub.fate = ['lost']
    await words().fill('明天送 5 箱')
    await words().press('Enter')
    await page.locator('#line.waits').waitFor()
    await soon(async () => expect(await line().textContent()).toBe('连不上服务器，正在重试'))
    await soon(async () => expect(await words().inputValue()).toBe('明天送 5 箱'))
    await page.locator('#words:placeholder-shown').waitFor()
    expect(stub.sent.map(({ messageId }) => messageId)).toEqual([
      stub.sent[0]!.messageId,
      stub.sent[0]!.messageId,
    ])
    expect(stub.said('chat_group').filter(({ text }) => text === '明天送 5 箱')).toHaveLength(1)
  })

  test('another text after a failure is another message', async () => {
    stub.fate = [500]
    await words().fill('明天送 5 箱')
    await words().press('Enter')
    await page.locator('#line.wrong').waitFor()
    await words().fill('明天送 6 箱')
    await soon(async () => expect(await line().textContent()).toBe(''))
    await words().press('Enter')
    await page.locator('.of-bot').waitFor()
    expect(stub.sent[1]!.messageId).not.toBe(stub.sent[0]!.messageId)
  })

  test('what goes on below a fact stands under its value, not under its label', async () => {
    stub.say(
      'direct:stf_wang',
      { id: 'bot', name: '顺流助手', kind: 'bot' },
      '注意  上周刚拒收过草莓，先别推同类商品\n      2026-02-25 15:20 退回丹东草莓 6 盒\n任务  T-1001 补货',
    )
    await page.locator('#phones .row', { hasText: '王磊' }).click()
    await page.locator('#conversations .row', { hasText: '顺流助手' }).first().click()
    const values = page.locator('.of-bot .fact').filter({ hasText: '注意' }).locator('.words-line')
    await soon(async () => expect(await values.count()).toBe(2))
    const lefts = await values.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left))
    expect(lefts[0]).toBe(lefts[1])
    expect(await values.nth(1).textContent()).toBe('2026-02-25 15:20 退回丹东草莓 6 盒')
  })

  test('who speaks and whose phone can be chosen', async () => {
    await page.locator('#speaker select').selectOption('stf_zhou')
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 周敏'))
    await soon(async () => expect(await page.locator('.chip').first().textContent()).toBe('帮助'))
    await page.locator('#phones .row', { hasText: '王磊' }).click()
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 王磊'))
    await page.locator('#conversations .row', { hasText: '张经理' }).click()
    // Who does not sit in the customer's chat speaks with the bot.
    await page.locator('#phones .row', { hasText: '周敏' }).click()
    await soon(async () => expect(await page.locator('#room-name').textContent()).toBe('顺流助手'))
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 周敏'))
    await soon(async () => expect(await page.locator('#phone-name').textContent()).toBe('周敏的手机'))
    await soon(async () => expect(await page.locator('#frame').getAttribute('src')).toBe('/m/?demo=stf_zhou'))
    // Who was chosen there speaks in the group as well.
    await page.locator('#conversations .row', { hasText: '城西补货群' }).click()
    await soon(async () => expect(await page.locator('#speaker').textContent()).toContain('以 周敏'))
  })

  test('under 1024 px chat and phone are tabs, and nothing is wider than the window', async () => {
    for (const width of [390, 800, 1024, 1440]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      await soon(async () => expect(await page.getByRole('tablist').isVisible()).toBe(width < 1024))
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('tab', { name: '手机' }).click()
    await soon(async () => expect(await page.locator('#frame').isVisible()).toBe(true))
    await soon(async () => expect(await words().isVisible()).toBe(false))
    await page.getByRole('tab', { name: '聊天' }).click()
    await page.getByRole('button', { name: '回到会话列表' }).click()
    await page.locator('#conversations .row', { hasText: '张经理' }).click()
    await soon(async () => expect(await page.locator('#room-name').textContent()).toBe('张经理'))
  })
})
