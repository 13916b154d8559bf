import type { TouchpointKind } from '../../shared/api/touchpoints'
import type { DemoCustomer } from './demo-customer'
import type { Random } from './random'
import { minutesAgo, workingTime } from './times'
import {
  callLines,
  complaintLines,
  noteLines,
  orderRemarks,
  productRows,
  rejectionReasons,
  visitLines,
} from './words'

/** One thing that happened with a customer, before it becomes a touchpoint. */
export interface Fact {
  kind: TouchpointKind
  at: Date
  text: string
  byContact: boolean
  subject?: { kind: string; id: string }
  refused?: { product: (typeof productRows)[number]; quantity: number; reason: string }
}

export const historyDays = 90

/** How often each kind happens, in parts of a hundred. */
const kindShares: [TouchpointKind, number][] = [
  ['message', 24],
  ['visit', 20],
  ['order', 20],
  ['delivery', 12],
  ['call', 12],
  ['note', 4],
  ['payment', 4],
  ['sample', 2],
  ['complaint', 1],
  ['rejection', 1],
]

/** What happened since a new customer came: a few things; with one in eight nothing yet, for somebody to see to. */
export function newcomersFacts(random: Random, customer: DemoCustomer, cameAt: Date, now: Date): Fact[] {
  if (random.chance(0.12)) return []
  return Array.from({ length: random.whole(1, 4) }, () => {
    const at = new Date(
      cameAt.getTime() + Math.floor(random.whole(1, 1000) * 0.001 * (now.getTime() - cameAt.getTime())),
    )
    return drawnFact(random, customer, workingTime(random, at, 0))
  }).filter(({ at }) => at > cameAt && at <= now)
}

/** What happened in 90 days: something in the last days, the rest anywhere; all before the silence. */
export function drawnFacts(random: Random, customer: DemoCustomer, now: Date, count: number): Fact[] {
  const { silentDays } = customer
  return Array.from({ length: count }, (_, n) => {
    const daysAgo =
      silentDays + (n === 0 ? random.whole(0, silentDays ? 1 : 5) : random.whole(0, historyDays - 22))
    const fact = drawnFact(random, customer, workingTime(random, now, daysAgo))
    // The latest is contact: who is silent is so on purpose.
    return n === 0 && fact.kind === 'note' ? { ...fact, kind: 'visit', text: random.pick(visitLines) } : fact
  })
}

function drawnFact(random: Random, customer: DemoCustomer, at: Date): Fact {
  const [kind] = random.weighted(kindShares, ([, share]) => share)
  const row = random.pick(productRows)
  const [product, , unit] = row
  const quantity = random.whole(2, 60)
  const contact = customer.contacts[0]?.name ?? ''
  const ours = { kind, at, byContact: false }
  switch (kind) {
    case 'message':
      return { kind, at, byContact: true, text: `${contact} 在群里说话` }
    case 'visit':
      return { ...ours, text: random.pick(visitLines) }
    case 'call':
      return { ...ours, text: `${contact}，${random.pick(callLines)}` }
    case 'order':
      return { ...ours, text: orderText(product, quantity, unit, random.pick(orderRemarks)) }
    case 'delivery':
      return { ...ours, text: `送到 ${product} ${quantity} ${unit}` }
    case 'payment':
      return { ...ours, text: `回款 ¥${random.whole(300, 18_000).toLocaleString('en-US')}.00` }
    case 'sample':
      return { ...ours, text: `送样 ${product} 2 份` }
    case 'complaint':
      return { kind, at, byContact: true, text: random.pick(complaintLines) }
    case 'rejection':
      return rejection(at, row, random.whole(2, 12), random.pick(rejectionReasons))
    default:
      return { ...ours, kind: 'note', text: random.pick(noteLines) }
  }
}

const orderText = (product: string, quantity: number, unit: string, remark: string) =>
  `订货 ${product} ${quantity} ${unit}${remark ? `，备注「${remark}」` : ''}`

function rejection(at: Date, product: (typeof productRows)[number], quantity: number, reason: string): Fact {
  const text = `拒收 ${product[0]} ${quantity} ${product[2]}：${reason}`
  return { kind: 'rejection', at, byContact: false, text, refused: { product, quantity, reason } }
}

/** What the customers of the pictures did lately, besides what is drawn. */
export function toldFacts(random: Random, customer: DemoCustomer, now: Date): Fact[] {
  const product = (name: string) => productRows.find((row) => row[0] === name)!
  const daysAgo = (days: number) => workingTime(random, now, days)
  const order = (at: Date, quantity: number): Fact => ({
    kind: 'order',
    at,
    byContact: false,
    text: orderText('西红柿', quantity, '箱', '开学季'),
  })
  switch (customer.name) {
    case '好邻居便利店·翠苑三区店':
      return [
        rejection(daysAgo(7), product('丹东草莓'), 8, '到货软烂'),
        {
          kind: 'call',
          at: minutesAgo(now, 194),
          byContact: false,
          text: '刘姐：草莓先不要，蓝莓试 5 盒，等报价',
        },
      ]
    case '晨光中学食堂':
      return [order(daysAgo(2), 48), order(daysAgo(1), 52), order(minutesAgo(now, 7), 60)]
    case '沁园茶饮·城西银泰店':
      return [rejection(daysAgo(1), product('阳光玫瑰'), 8, '果粉脱落，颗粒偏小')]
    case '杭州市西湖区骆家庄农贸综合市场果蔬三号档':
      return [
        {
          kind: 'message',
          at: minutesAgo(now, 260),
          byContact: true,
          text: '沈老板问蓝莓有没有大果，约下午去看',
        },
      ]
    default:
      return []
  }
}
