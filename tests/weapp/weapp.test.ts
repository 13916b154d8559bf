import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { built } from '../browser/built'
import { type StubApi, startStubApi } from '../browser/stub-api'
import { startWeChat, type WeChat } from './we-chat'

let dir: string
let stub: StubApi
let weChat: WeChat
beforeAll(async () => {
  dir = built('weapp')
  stub = await startStubApi('')
  weChat = startWeChat(dir, stub.url)
}, 300_000)
afterAll(async () => {
  weChat?.close()
  await stub?.close()
})

test('the home tab signs in by itself and gives its rows to WeChat', async () => {
  const home = weChat.open('pages/home/index')
  await until(() => home.text().includes('晨光中学食堂'))
  expect(home.text()).toContain('我负责的')
  expect(home.text()).toMatch(/今天 \d\d:\d\d|昨天 \d\d:\d\d/)
  expect(home.text()).toContain('看客户')
  expect(stub.asked.map(({ line }) => line)).toEqual(
    expect.arrayContaining(['POST /api/session', 'GET /api/session', 'GET /api/feed?scope=mine']),
  )
  expect(weChat.storage.get('shunliu.token')).toBe('t_code-of-wechat')
  expect(weChat.errors).toEqual([])
})

test('every other page opens and shows what the API answered', async () => {
  for (const [route, text] of [
    ['pages/customers/index', '好邻居便利店'],
    ['pages/tasks/index', 'T-1042'],
    ['pages/todos/index', '接受'],
    ['pages/sign-in/index', '以 李晓雯 进去'],
  ] as const) {
    const page = weChat.open(route)
    await until(() => page.text().includes(text))
  }
  const customer = weChat.open('pages/customer/index', { id: 'cus_1' })
  await until(() => customer.text().includes('先别推草莓类'))
  expect(weChat.errors).toEqual([])
})

test('opened for a further organisation it signs in there, and remembers it', async () => {
  const other = startWeChat(dir, stub.url, { org: 'org_2' })
  const home = other.open('pages/home/index')
  await until(() => home.text().includes('晨光中学食堂'))
  expect(stub.asked.findLast(({ line }) => line === 'POST /api/session')?.body).toMatchObject({
    org: 'org_2',
  })
  expect([other.storage.get('shunliu.org'), other.storage.has('shunliu.token.org_2')]).toEqual([
    'org_2',
    true,
  ])
  other.close()
})

test('the main package stays under 1 MiB, and every file that the app names is in it', () => {
  const check = spawnSync('bash', [path.resolve('tools/check-weapp-size.sh'), dir], { encoding: 'utf8' })
  expect(check.stdout).toMatch(/main package: \d+ bytes/)
  expect(check.status).toBe(0)
  const app = JSON.parse(fs.readFileSync(path.join(dir, 'app.json'), 'utf8'))
  const theme = JSON.parse(fs.readFileSync(path.join(dir, app.themeLocation), 'utf8'))
  const named = [
    ...app.pages.flatMap((page: string) => [`${page}.js`, `${page}.json`, `${page}.wxml`]),
    ...Object.values(theme).flatMap((look) =>
      Object.values(look as object).filter((value) => value.endsWith('.png')),
    ),
  ]
  expect(named.filter((file) => !fs.existsSync(path.join(dir, file)))).toEqual([])
})

async function until(check: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100 && !check(); turn++) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(check()).toBe(true)
}
