import type { z } from 'zod'
import type { CustomerRow, cardSchema } from '../../shared/api/customers'
import type { Role } from '../../shared/api/shapes'
import type { TaskRow } from '../../shared/api/tasks'
import type { TodoRow } from '../../shared/api/todos'
import type { FeedItem, TouchpointKind, timelineItemSchema } from '../../shared/api/touchpoints'

/** What the stub API answers from: the screens of the design, and enough rows to page through. */
export interface StubData {
  /** Of whoever is signed in. */
  role: Role
  customers: CustomerRow[]
  feed: FeedItem[]
  tasks: TaskRow[]
  todos: TodoRow[]
  timelines: Map<string, z.infer<typeof timelineItemSchema>[]>
  warnings: Map<string, z.infer<typeof cardSchema>['warnings']>
  opportunities: Map<string, z.infer<typeof cardSchema>['openOpportunities']>
}

const minute = 60_000
const day = 24 * 60 * minute

const names: [name: string, stage: string, store: string, owner: string][] = [
  ['晨光中学食堂', 'urgent', '古荡店', '李晓雯'],
  ['好邻居便利店·翠苑三区店', 'negotiating', '古荡店', '李晓雯'],
  ['优鲜达·文三路店（加盟）', 'interested', '文三路店', '王磊'],
  ['杭州市西湖区骆家庄农贸综合市场果蔬三号档', 'interested', '古荡店', '赵海峰'],
  ['西溪悦榕幼儿园（文一西路园区）', 'negotiating', '文三路店', '孙佳怡'],
  ['外婆小馆·古墩路店', 'won', '古荡店', '李晓雯'],
  ['沁园茶饮·城西银泰店', 'negotiating', '文三路店', '王磊'],
  ['绿源里社区食堂', 'frozen', '古荡店', '李晓雯'],
  ['老陈水果铺', 'contact', '古荡店', '李晓雯'],
  ['小河直街咖啡馆', 'lost', '文三路店', '王磊'],
]
const stageNames: Record<string, string> = {
  urgent: '紧急需求',
  negotiating: '谈判',
  interested: '意向',
  won: '成交',
  frozen: '冻结',
  contact: '初步接触',
  lost: '流失',
}
const told: [customer: number, kind: TouchpointKind, ago: number, text: string, actor: string][] = [
  [0, 'order', 7, '加单西红柿 60 箱，备注「开学季」。连着 3 天订货超过平时的 150%', '李晓雯'],
  [1, 'call', 32, '刘姐：草莓先不要，蓝莓试 5 箱，等报价', '李晓雯'],
  [2, 'opportunity', 66, '张经理在群里要样品，想先看 2 份丹东草莓，已记成商机', '王磊'],
  [3, 'message', 98, '沈老板问蓝莓有没有大果，约今天下午去看', '赵海峰'],
  [4, 'visit', 120, '拜访 28 分钟，货架照 3 张。下一步：周五签配送单', '孙佳怡'],
  [5, 'payment', 173, '回款 ¥12,600.00，订单 S2603-0117 收齐', '何静'],
  [6, 'rejection', 1092, '拒收阳光玫瑰 8 箱：果粉脱落，颗粒偏小', '王磊'],
]
const jobs: [customer: number, dueIn: number | null, text: string, reason: string, contact?: string][] = [
  [0, -20, '补货 西红柿 60 箱', 'overdue'],
  [0, 80, '补货 西红柿 60 箱', 'urgent'],
  [1, 100, '回电', 'due', '刘姐'],
  [3, 200, '送样 蓝莓 2 份', 'due', '沈老板'],
  [8, null, '拜访', 'no_due'],
]

export function stubData(now: number): StubData {
  const iso = (ago: number) => new Date(now - ago * minute).toISOString()
  const stage = (code: string) => ({ id: `stg_${code}`, name: stageNames[code] ?? code, code })
  const ref = (kind: string, name: string) => ({
    id: `${kind}_${[...name].map((c) => c.codePointAt(0)).join('')}`.slice(0, 30),
    name,
  })

  const customers = Array.from({ length: 64 }, (_, index): CustomerRow => {
    const known = names[index]
    const [name, code, store, owner] = known ?? [
      `客户第 ${index + 1} 号生鲜铺`,
      'contact',
      '古荡店',
      '李晓雯',
    ]
    return {
      id: `cus_${index}`,
      name,
      code: `C-0KX${index}-42`,
      store: ref('sto', store),
      owner: index === 63 ? null : ref('stf', owner),
      stage: stage(code),
      lastTouchAt: index === 62 ? null : iso(7 + index * 61),
    }
  })
  const feedItem = (
    id: string,
    customer: CustomerRow,
    kind: TouchpointKind,
    ago: number,
    text: string,
    actor: string,
  ): FeedItem => ({
    id,
    kind,
    at: iso(ago),
    customer: { id: customer.id, name: customer.name },
    stage: customer.stage,
    actor: ref('stf', actor),
    text,
    actions: [
      { code: 'note', text: '记一句' },
      { code: 'openCustomer', text: '看客户' },
      ...(kind === 'order' ? [{ code: 'completeTask', text: '完成' }] : []),
    ],
  })
  const feed = [
    ...told.map(([at, kind, ago, text, actor], index) =>
      feedItem(`tp_${index}`, customers[at]!, kind, ago, text, actor),
    ),
    ...Array.from({ length: 70 }, (_, index) => {
      const customer = customers[index % customers.length]!
      return feedItem(
        `tp_old_${index}`,
        customer,
        'note',
        2000 + index * 190,
        `第 ${index + 1} 条较早的备注`,
        '李晓雯',
      )
    }),
  ]
  const tasks = jobs.map(([at, dueIn, text, reason, contact], index): TaskRow => {
    const customer = customers[at]!
    return {
      id: `tsk_${index}`,
      number: `T-${1042 + index}`,
      customer: { id: customer.id, name: customer.name },
      stage: customer.stage,
      contact: contact ? ref('con', contact) : undefined,
      assignee: ref('stf', '李晓雯'),
      dueAt: dueIn === null ? undefined : iso(-dueIn),
      dueGrain: dueIn === null ? undefined : index === 3 ? 'day' : 'minute',
      items: [],
      text,
      reason: { code: reason, text: reasonText(reason) },
      state: 'open',
      version: 1,
      actions: ['completeTask', 'rescheduleTask', 'cancelTask', 'openCustomer'].map((code) => ({
        code,
        text: code,
      })),
    }
  })
  const todos = [0, 2, 5].map(
    (at, index): TodoRow => ({
      id: `tdo_${index}`,
      kind: index === 2 ? 'drift' : 'proposal',
      text:
        index === 2
          ? '财务已确认回款，订单还停在「待审批」'
          : '张经理在群里说「明天给我送 20 箱」，接受就排成任务',
      customer: { id: customers[at]!.id, name: customers[at]!.name },
      createdAt: iso(15 + index * 70),
      state: 'open',
      actions:
        index === 2
          ? [{ code: 'openCustomer', text: '看客户' }]
          : [
              { code: 'accept', text: '接受' },
              { code: 'decline', text: '婉拒' },
            ],
    }),
  )
  const timelines = new Map(
    customers.map((customer) => [
      customer.id,
      [
        ...feed
          .filter((item) => item.customer.id === customer.id)
          .map(({ id, kind, at, actor, text }) => ({
            id,
            kind,
            at,
            actor,
            text,
            countsAsContact: kind !== 'note',
            voided: false,
          })),
        {
          id: `tl_void_${customer.id}`,
          kind: 'task' as const,
          at: iso(9000),
          actor: ref('stf', '李晓雯'),
          text: '新任务 T-0998：后天拜访',
          countsAsContact: false,
          voided: true,
        },
        ...Array.from({ length: 40 }, (_, index) => ({
          id: `tl_${customer.id}_${index}`,
          kind: 'visit' as const,
          at: new Date(now - 7 * day - index * day).toISOString(),
          actor: ref('stf', '李晓雯'),
          text: `第 ${40 - index} 次拜访，货架照 2 张`,
          countsAsContact: true,
          voided: false,
        })),
      ],
    ]),
  )
  const refused = {
    code: 'refused_product',
    text: '拒收过草莓，先别推草莓类',
    detail: '2026-02-25 15:20 退回丹东草莓 6 盒：到货软烂',
    at: iso(6 * 1440),
  }
  const opened = { id: 'opp_1', signal: '签合同', dueAt: iso(-1800), dueGrain: 'day' as const }
  return {
    role: 'rep',
    customers,
    feed,
    tasks,
    todos,
    timelines,
    warnings: new Map([['cus_1', [refused]]]),
    opportunities: new Map([['cus_1', [opened]]]),
  }
}

function reasonText(code: string): string {
  return (
    { overdue: '过了时间还没做完', urgent: '紧急需求，今天就要', due: '今天说好的，刘姐在等' }[code] ??
    '没定时间，顺路就去'
  )
}
