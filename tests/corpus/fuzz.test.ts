import type { Command, Opportunity } from '../../shared/language/understand'
import { findEntities, understand } from '../../shared/language/understand'

/** Anything at all may arrive: nothing throws, nothing hangs, every answer is well formed. FUZZ_LINES sets how many lines. */
const LINES = Number(process.env.FUZZ_LINES ?? 20000)
const PIECES = [
  ...'#＃#@，。！？、：；（）【】「」“”《》+-~*/.…\n\t \u3000😀👍🍎\ud83d\ude00\u0000\u200b\ufeff',
  ...'明天后上下午晚早点半刻号月日年周星期一二三四五六七八九十百千万两几零个箱件盒斤公吨元块补送订退换取调来要加发的了吗不没别',
  ...'0123456789abcKGkgmlOo',
  '\ud83d',
  '\ude00',
  '优鲜达',
  '张经理',
  '补货',
  '送货',
  '签合同',
  '要样品',
  '先打款',
  '改成',
  '不是',
  '取消',
  '如果',
  '已经',
  '的话',
  '月底前',
  '国庆前',
  '10:30',
  '3.15',
  '2026-03-05',
  '半小时后',
  '- - - - -',
  '转发：',
  '车厘子',
  '各',
  '左右',
]
let seed = 7
const random = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed % n
}
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/

function check(result: Command | Opportunity): void {
  if (
    result.due !== undefined &&
    (!ISO.test(result.due) || Number.isNaN(Date.parse(result.due)) || result.dueGrain === undefined)
  )
    throw new Error(`due ${result.due}`)
  if (result.kind === 'opportunity') {
    if (result.keyword === '') throw new Error('keyword')
    return
  }
  for (const item of result.items) {
    if (item.quantity !== undefined && !Number.isFinite(item.quantity))
      throw new Error(`quantity ${item.quantity}`)
    if (item.quantityMax !== undefined && !(item.quantityMax >= (item.quantity ?? Number.NaN)))
      throw new Error(`quantityMax ${item.quantityMax}`)
    if (item.product === '' || item.unit === '') throw new Error('empty name')
  }
}

it(`answers ${LINES} random lines, well formed`, () => {
  for (let n = 0; n < LINES; n++) {
    let text = random(3) === 0 ? '#优鲜达#张经理#' : ''
    const length = 1 + random(24)
    for (let i = 0; i < length; i++) text += PIECES[random(PIECES.length)]
    try {
      const answer = understand(text, { reference: '2026-03-04T09:30:00+08:00' }, { explain: n % 10 === 0 })
      if (answer.kind === 'multi') {
        if (answer.results.length < 2) throw new Error('multi of one')
        answer.results.forEach(check)
      } else if (answer.kind === 'none') {
        if (!answer.reason) throw new Error('reason')
      } else check(answer)
      for (const part of answer.explain ?? [])
        if (text.slice(part.start, part.end) !== part.text) throw new Error(`explain ${JSON.stringify(part)}`)
      if (n % 4 === 0)
        for (const time of findEntities(text, { reference: '2026-03-04T09:30:00+08:00' }).times)
          if (
            Number.isNaN(Date.parse(time.start)) ||
            (time.end !== undefined && Date.parse(time.end) < Date.parse(time.start))
          )
            throw new Error(`time ${JSON.stringify(time)}`)
    } catch (error) {
      throw new Error(`${JSON.stringify(text)}: ${error instanceof Error ? error.stack : error}`)
    }
  }
})

it.each([
  '',
  ' ',
  '#',
  '##########',
  '\n\n\n',
  '\ud83d',
  '（'.repeat(500),
  '#'.repeat(3000),
  '明天'.repeat(3000),
  '1'.repeat(10000),
  '补20箱'.repeat(2500),
  '不是'.repeat(4000),
  '「'.repeat(2000),
])('survives %j', (text) => {
  expect(() => understand(text, { reference: '2026-03-04T09:30:00+08:00' })).not.toThrow()
  expect(() => findEntities(text, { reference: '' })).not.toThrow()
})
