import type { Role } from '../../shared/api/shapes'
import type { Hand } from './phone'

/** A page, how to get there, and what shows that it has come. */
export interface PageToMeasure {
  /** As app.config.ts names it, without `pages/`. */
  readonly page: string
  readonly query?: string
  readonly mark: string
  /** Who sees most of it; a rep when nothing is said. */
  readonly role?: Role
  /** Before anybody is signed in. */
  readonly outside?: true
  /** With the stub's data there is nothing to do on it. */
  readonly quiet?: true
  /** What else to open on it, one after the other: sheets, steps. Each is measured too. */
  readonly further?: readonly { readonly name: string; open(hand: Hand): Promise<unknown> }[]
}

const press =
  (...labels: (string | RegExp)[]) =>
  async (hand: Hand) => {
    for (const label of labels) await hand.action(label).first().click()
  }

/** Every page there is: `reach.test.ts` fails when one of app.config.ts is not here. */
export const pages: readonly PageToMeasure[] = [
  {
    page: 'home/index',
    mark: '.row',
    further: [
      { name: 'a line', open: press('写一句就记下') },
      { name: 'a note', open: press('收起', '记一句') },
    ],
  },
  {
    page: 'customers/index',
    mark: '.row',
    further: [
      {
        name: 'picking',
        open: async (hand) => {
          await hand.page.getByText('多选').click()
          await hand.page.locator('.row.ticked').first().click()
          await hand.page.locator('.row.ticked').nth(1).click()
          await hand.action('合并 2 家').waitFor()
        },
      },
      { name: 'finding more', open: press('找') },
    ],
  },
  {
    page: 'tasks/index',
    mark: '.row.task',
    further: [
      { name: 'which task is done', open: press('完成') },
      {
        name: 'tasks of the week',
        open: async (hand) => {
          await press('收起')(hand)
          await hand.page.getByText('本周').click()
          await hand.action(/^完成 T-/).waitFor()
        },
      },
      { name: 'complete', open: press(/^完成 T-/) },
      { name: 'reschedule', open: press('收起', '改时间') },
      { name: 'cancel', open: press('收起', '取消') },
    ],
  },
  { page: 'todos/index', mark: '.sec, .empty', role: 'admin' },
  { page: 'customer/index', query: 'id=cus_1', mark: '.card15' },
  { page: 'sign-in/index', mark: '.row, .field', outside: true },
  { page: 'people/index', mark: '.row', role: 'admin' },
  {
    page: 'visit/index',
    query: 'customer=cus_3',
    mark: '.ring',
    further: [
      {
        name: 'checked in',
        open: async (hand) => {
          await press('打卡')(hand)
          await hand.action('去写下一步').waitFor()
        },
      },
      {
        name: 'something seen',
        open: async (hand) => {
          // The way back stands in its place for ten seconds.
          await hand.action('记发现').click({ timeout: 15_000 })
          await hand.page.locator('.sheet').waitFor()
        },
      },
      {
        name: 'the next step',
        open: async (hand) => {
          await press('收起')(hand)
          await press('去写下一步')(hand)
          await hand.page.locator('.row.way', { hasText: '约下次' }).click()
        },
      },
      { name: 'a remark', open: press('补一句') },
      {
        name: 'left',
        open: async (hand) => {
          await press('写好了')(hand)
          await hand.page.locator('.when').first().click()
          await press(/^离店/)(hand)
          await hand.action('回今日任务').waitFor()
        },
      },
    ],
  },
  { page: 'visit/record/index', query: 'id=vis_none', mark: '.empty' },
  { page: 'visit/waiting/index', mark: '.empty', quiet: true },
  { page: 'visit/closure/index', mark: '.rate' },
  { page: 'visit/visits/index', mark: '.empty, .row' },
  { page: 'visit/plan/index', query: 'on=2026-03-04', mark: '.row.task', role: 'storeManager' },
  { page: 'visit/choose/index', query: 'on=2026-03-04', mark: '.row' },
  ...(['index', 'filter', 'to-complete', 'fields', 'template'] as const).map(
    (name): PageToMeasure => ({
      page: `customer-file/${name}`,
      query: 'id=cus_1',
      mark: '.row',
      role: 'admin',
    }),
  ),
  {
    page: 'customer-file/form',
    mark: '.row',
    role: 'storeManager',
    further: [
      {
        name: 'a name that is there already',
        open: async (hand) => {
          await press('填好客户名')(hand)
          await hand.page.locator('.sheet input:visible').fill('老陈水果铺')
          await hand.page.locator('.sheet .alike').waitFor()
        },
      },
      { name: 'where it comes from', open: press('填好') },
      {
        name: 'the whole form',
        open: async (hand) => {
          await press('收起')(hand)
          await hand.page.locator('.list .alike').waitFor()
        },
      },
      {
        name: 'one of many stores',
        open: async (hand) => {
          await hand.page.locator('.row', { hasText: '归哪家店' }).click()
        },
      },
    ],
  },
  {
    page: 'customer-file/sources',
    mark: '.row',
    role: 'admin',
    further: [{ name: 'a new one', open: press('加渠道') }],
  },
  {
    page: 'setup/index',
    mark: '.row',
    role: 'admin',
    further: [
      { name: 'the template', open: (hand) => hand.page.locator('.row', { hasText: '行业模板' }).click() },
      { name: 'the people', open: (hand) => hand.page.locator('.row', { hasText: '人员' }).click() },
      { name: 'the invitation', open: (hand) => hand.page.locator('.row', { hasText: '邀请' }).click() },
    ],
  },
  {
    page: 'setup/places',
    mark: '.row',
    role: 'admin',
    further: [{ name: 'a new store', open: press('建门店') }],
  },
  { page: 'setup/staff', mark: '.row', role: 'admin' },
  {
    page: 'setup/person',
    query: 'id=stf_9',
    mark: '.row',
    role: 'admin',
    further: [{ name: 'a leaver', open: press('标离职') }],
  },
  { page: 'merges/index', mark: '.row', role: 'storeManager' },
  { page: 'merges/merge', query: 'survivor=cus_3&merged=cus_4', mark: '.side-card', role: 'storeManager' },
  {
    page: 'merges/history',
    mark: '.row',
    role: 'storeManager',
    further: [
      { name: 'parting', open: press('分开成两家') },
      {
        name: 'what is in the way',
        open: async (hand) => {
          await hand.page.locator('.row').nth(1).click()
          await press('分开成两家')(hand)
          await press('分开成两家')(hand)
          await hand.sees('任务 T-1042 之后有新进展')
        },
      },
    ],
  },
  {
    page: 'transfers/index',
    query: 'id=cus_1',
    mark: '.row',
    role: 'storeManager',
    further: [
      { name: 'to whom', open: (hand) => hand.page.locator('.opt', { hasText: '赵海峰' }).click() },
      {
        name: 'to which store',
        open: async (hand) => {
          await hand.page.getByText('给门店').click()
          await hand.page.locator('.opt', { hasText: '古荡店' }).click()
        },
      },
      { name: 'ticking', open: press('收起') },
    ],
  },
  { page: 'transfers/leavers', mark: '.row', role: 'areaManager' },
  { page: 'transfers/hand-over', query: 'id=cus_1', mark: '.row', role: 'storeManager' },
  ...(['reports/self-audit', 'imports/index', 'imports/file'] as const).map(
    (page): PageToMeasure => ({
      page,
      query: 'id=cus_1',
      mark: '.nav',
      role: 'admin',
      // What these are about, the stub does not have: they say so.
      quiet: true,
    }),
  ),
]
