import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { makeLoginCode } from '../../server/organisation/login-codes'
import { type Database, openDatabase } from '../../server/platform/database'
import { createLog } from '../../server/platform/log'
import { newMigratedUrl } from '../support/engines'
import { withTemplate } from '../support/template'
import { startWeb, type TestWeb } from '../support/web'
import { built } from './built'
import { measure } from './measure'
import { chromiumPath, describeInBrowser, phones } from './phone'

const table = [
  '客户名称,所属门店,来源,业务员,联系人,联系电话',
  '城北水果摊,文三路店,社区地推,李雷,周小琴,13867120934',
  '错店名水果摊,文三路点,社区地推,李雷,老王,13867120935',
  '没渠道水果摊,文三路店,,李雷,老李,13867120936',
].join('\n')

describeInBrowser('from a file to customers, on a real server', () => {
  let web: TestWeb
  let database: Database
  let drop: () => Promise<void>
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const file = join(mkdtempSync(join(tmpdir(), 'sl-file-')), '客户名单-3月.csv')

  beforeAll(async () => {
    writeFileSync(file, table)
    const place = await newMigratedUrl('sqlite')
    drop = place.drop
    database = await openDatabase(place.url, createLog('silent'))
    const pages = { h5Folder: built('h5'), h5Progress: () => '', demoPageFolder: () => undefined }
    web = await startWeb(database, { pages })
    await withTemplate(database, web.world)
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    })
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await web?.stop()
    await database?.close()
    await drop?.()
  })
  afterEach(() => context.close())

  const action = (label: string) => page.locator('.action:visible', { hasText: label }).first()
  const sees = (text: string) =>
    page.locator(':visible', { hasText: text }).last().waitFor({ timeout: 15_000 })

  async function enter(size: { width: number; height: number }, address: string) {
    context = await browser.newContext({ viewport: size, hasTouch: true, isMobile: size.width < 720 })
    page = await context.newPage()
    const { orgId, staff } = web.world
    const { code } = await database.transaction((tx) =>
      makeLoginCode(tx, { orgId, staffId: staff.admin, at: web.clock.now() }),
    )
    await page.goto(`${web.url}/m/`)
    await page.locator('input:visible').first().fill(code)
    await action('登录').click()
    await sees('客户最新动态')
    await page.goto(`${web.url}/m/#/pages/${address}`)
  }

  test.each(phones)(
    'every action within the thumb reach, on $width×$height',
    async (phone) => {
      await enter(phone, 'setup/index')
      await sees('区域和门店')
      expect((await measure(page, phone.reach)).faults).toEqual([])
      await page.goto(`${web.url}/m/#/pages/imports/index?kind=customers`)
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), action('选客户表格').click()])
      await chooser.setFiles(file)
      await sees('每一列是什么')
      expect((await measure(page, phone.reach)).faults).toEqual([])
      await action('检查 3 行').click()
      await sees('文三路点')
      expect((await measure(page, phone.reach)).faults).toEqual([])
      await action('不导入').click()
      await sees('什么都没有写入')
    },
    60_000,
  )

  test('on a wide screen a suggestion is one click, a cell is put right in its place, and all is written', async () => {
    await enter({ width: 1280, height: 800 }, 'imports/index?kind=customers')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), action('选客户表格').click()])
    await chooser.setFiles(file)
    await sees('6 列里 6 列对上了')
    await action('检查 3 行').click()
    await sees('必填，没填')
    const clipped = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth')
    expect(clipped).toBe(false)
    await page.locator('.im-way', { hasText: '用「文三路店」' }).click()
    await sees('写入 2 行')
    await page.locator('.im-cell.err').click()
    await page.locator('input:visible').last().fill('社区地推')
    await action('改好').click()
    await action('写入 3 行').click()
    await sees('写入 3 行')
    await action('看客户').click()
    await sees('错店名水果摊')
  }, 60_000)

  test('a line that is wrong says in which field, and that it looks like somebody who is there', async () => {
    const more = join(mkdtempSync(join(tmpdir(), 'sl-file-')), '再来一次.csv')
    const lines = [
      '客户名称,所属门店,来源,联系电话',
      '错店名水果摊,文三路店,没这渠道,12',
      ',文三路店,社区地推,',
    ]
    writeFileSync(more, lines.join('\n'))
    await enter({ width: 375, height: 667 }, 'imports/index?kind=customers')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), action('选客户表格').click()])
    await chooser.setFiles(more)
    await action('检查 2 行').click()
    await sees('有问题的 2')
    await sees('像已有的 1')
    const lined = page.locator('.im-row:visible')
    const cells = (at: number, tone: string) => lined.nth(at).locator(`.im-cell.${tone}`).allTextContents()
    expect(await cells(0, 'warn')).toEqual([expect.stringMatching(/^客户名称错店名水果摊和 C-\d+ 同店同名$/)])
    expect(await cells(0, 'err')).toEqual([
      expect.stringMatching(/^获客渠道没这渠道/),
      expect.stringMatching(/^电话12/),
    ])
    expect(await cells(1, 'err')).toEqual(['客户名称空必填，没填'])
    // The sheet tells of the cell that is open, not of the line's first fault.
    await lined.nth(0).locator('.im-cell.err').last().click()
    const sheet = page.locator('.sheet:visible')
    await sheet.waitFor()
    expect(await sheet.textContent()).toContain('不像电话号码')
    expect(await sheet.textContent()).not.toContain('渠道')
    await action('收起').click()
    await page.locator('.chip:visible', { hasText: '像已有的 1' }).click()
    await lined.filter({ hasText: '错店名水果摊' }).waitFor()
    await action('不导入').click()
    await sees('什么都没有写入')
  }, 60_000)

  test('people are taken back on the page too, and who has logged in is named', async () => {
    const people = join(mkdtempSync(join(tmpdir(), 'sl-file-')), '人员.csv')
    writeFileSync(people, ['姓名,岗位,门店', '撤一,业务员,文三路店', '撤二,店长,文三路店'].join('\n'))
    const bring = async () => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), action('选人员表格').click()])
      await chooser.setFiles(people)
      await action('检查 2 行').click()
      await action('写入 2 行').click()
      await sees('写入 2 行')
    }
    await enter({ width: 375, height: 667 }, 'imports/index?kind=people')
    await bring()
    await action('撤回').click()
    await sees('把写入的 2 行都撤回？')
    await sees('有一位登录过')
    await action('撤回').click()
    await sees('撤回了')
    await action('再选一个文件').click()
    await bring()
    const made = await database.read((reader) =>
      reader.row<{ id: string }>('select id from staff where org_id = ? and name = ?', [
        web.world.orgId,
        '撤二',
      ]),
    )
    const { code } = await database.transaction((tx) =>
      makeLoginCode(tx, { orgId: web.world.orgId, staffId: made!.id, at: web.clock.now() }),
    )
    expect((await web.call('POST', '/api/session', { body: { via: 'code', code } })).status).toBe(200)
    await action('撤回').click()
    await sees('把写入的 2 行都撤回？')
    await action('撤回').click()
    await sees('不能一起撤回：撤二登录过')
  }, 60_000)
})
