import { understand } from '../../shared/language/understand'

/** Structured values are written in many ways and must be read back. */
const reference = '2026-03-04T09:30:00+08:00'
let seed = 20260304
const random = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed % n
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T

const DIGITS = '零一二三四五六七八九'
function chinese(n: number): string {
  if (n < 10) return DIGITS.charAt(n)
  if (n < 20) return `十${n % 10 === 0 ? '' : DIGITS.charAt(n % 10)}`
  if (n < 100) return `${DIGITS.charAt(Math.floor(n / 10))}十${n % 10 === 0 ? '' : DIGITS.charAt(n % 10)}`
  const rest = n % 100
  const head = `${DIGITS.charAt(Math.floor(n / 100))}百`
  return rest === 0
    ? head
    : rest < 10
      ? `${head}零${DIGITS.charAt(rest)}`
      : rest < 20
        ? `${head}一${chinese(rest)}`
        : head + chinese(rest)
}
const fullWidth = (n: number) =>
  String(n).replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))

const DAYS: [string, string[]][] = [
  [
    '2026-03-05',
    [
      '明天',
      '明日',
      '明儿',
      '周四',
      '星期四',
      '礼拜四',
      '5号',
      '3月5日',
      '三月五号',
      '3/5',
      '3.5',
      '2026-03-05',
    ],
  ],
  ['2026-03-06', ['后天', '后日', '周五', '本周五', '这周五', '6号', '3月6号']],
  ['2026-03-13', ['下周五', '下星期五', '下个礼拜五', '13号', '十三号', '3月13日', '3-13']],
]
const CLOCKS: [string, string[]][] = [
  ['10:00', ['10点', '十点', '上午10点', '10:00', '10点钟', '10点整', '上午十点']],
  ['15:30', ['3点半', '下午3点半', '15:30', '下午三点三十分', '15点30分', '下午3:30']],
  ['08:15', ['8点一刻', '早上8点15分', '8:15', '早上八点十五']],
]
const ACTIONS: [string, string[]][] = [
  ['补货', ['补货', '补', '補貨']],
  ['送货', ['送货', '送', '配送']],
  ['退货', ['退货', '退']],
  ['订货', ['订货', '订', '下单']],
]
const PRODUCTS = [
  '苹果',
  '车厘子',
  '可乐',
  '面膜',
  '不锈钢管',
  '板蓝根',
  '中性笔',
  '矿泉水',
  '哈密瓜',
  '洗发水',
]
const UNITS = ['箱', '件', '盒', '瓶', '袋', '包', '桶']

it('reads back what was rendered, 3,000 times', () => {
  const wrong: string[] = []
  for (let n = 0; n < 3000; n++) {
    const [day, dayWords] = pick(DAYS)
    const [clock, clockWords] = pick(CLOCKS)
    const [action, actionWords] = pick(ACTIONS)
    const product = pick(PRODUCTS)
    const unit = pick(UNITS)
    const quantity = 1 + random(300)
    const amount = pick([String(quantity), chinese(quantity), fullWidth(quantity)])
    const dayWord = pick(dayWords)
    // 3-13 and 8点 would run together
    const time = `${dayWord}${/\d$/.test(dayWord) ? ' ' : pick(['', ' ', '的'])}${pick(clockWords)}`
    const goods = pick([`${product} ${amount}${unit}`, `${amount}${unit}${product}`])
    const verb = pick(actionWords)
    const body = pick([`${time}${verb}${goods}`, `${verb}${goods}，${time}`, `${time} ${verb}${goods}`])
    const hash = pick(['#', '＃'])
    const gap = pick(['', ' '])
    const text = `${hash}${gap}优鲜达${gap}${hash}${gap}张经理${gap}${hash}${gap}${body}${pick(['', '，谢谢', '！', '哈', '😀'])}`
    const answer = understand(text, { reference })
    const expected = {
      kind: 'command',
      store: '优鲜达',
      person: '张经理',
      due: `${day}T${clock}:00+08:00`,
      dueGrain: 'minute',
      items: [{ action, product, quantity, unit }],
    }
    const { confirm: _confirm, ...got } = answer
    if (JSON.stringify(sortKeys(got)) !== JSON.stringify(sortKeys(expected)))
      wrong.push(`${text}\n  expected ${JSON.stringify(expected)}\n  got      ${JSON.stringify(got)}`)
  }
  expect(wrong.slice(0, 5).join('\n')).toBe('')
})

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sortKeys(v)]),
  )
}
