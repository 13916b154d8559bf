import { understand } from '../../shared/language/understand'

/** What the bot must confirm (rulings on times), and where each part was read. */
it.each([
  ['#店铺#李姐#3点送货9箱', '2026-03-04T09:30:00+08:00', 'clock-afternoon-implied'],
  ['#店铺#李姐#8点送货9箱', '2026-03-04T19:40:00+08:00', 'clock-next-day'],
  ['#店铺#李姐#明天送货9箱', '2026-03-04T00:30:00+08:00', 'after-midnight'],
  ['#店铺#李姐#今晚送货9箱', '2026-03-04T01:30:00+08:00', 'after-midnight'],
  ['#店铺#李姐#上午送货9箱', '2026-03-04T18:30:00+08:00', 'already-past-next-time'],
  ['#店铺#李姐#周三10点送货9箱', '2026-03-04T18:30:00+08:00', 'already-past-next-time'],
  ['#店铺#李姐#国庆前送货9箱', '2026-10-03T09:30:00+08:00', 'next-year'],
  ['#店铺#李姐#2025年3月1日送货9箱', '2026-03-04T09:30:00+08:00', 'due-in-the-past'],
])('%s said at %s is confirmed: %s', (text, reference, reason) => {
  expect(understand(text, { reference }).confirm).toContain(reason)
})

it('a plain line needs no confirmation', () => {
  expect(
    understand('#店铺#李姐#明天10点送货9箱', { reference: '2026-03-04T09:30:00+08:00' }).confirm,
  ).toBeUndefined()
})

it('explains where each part was read, in indexes of the original text', () => {
  const text = '＃ 优鲜达 ＃张经理＃😀明天 下午３点补货２０箱'
  const parts = understand(text, { reference: '2026-03-04T09:30:00+08:00' }, { explain: true }).explain ?? []
  for (const part of parts) expect(text.slice(part.start, part.end)).toBe(part.text)
  expect(parts.map((p) => [p.part, p.text])).toEqual([
    ['store', '优鲜达'],
    ['person', '张经理'],
    ['time', '明天 下午３点'],
    ['action', '补货'],
    ['item', '２０箱'],
  ])
})

it('marks as implied only what the rule had to add', () => {
  const explained = (text: string) =>
    understand(text, { reference: '2026-03-04T09:30:00+08:00' }, { explain: true }).explain?.flatMap(
      (part) => (part.part === 'time' ? [[part.text, part.how, part.result]] : []),
    )
  expect(explained('#甲店#李姐#明天送货9箱，3点到')).toEqual([
    ['明天', 'said', undefined],
    ['3点', 'implied', undefined],
  ])
  expect(explained('#甲店#李姐#明天10点送货9箱\n#乙店#李姐#5点送货3箱')).toEqual([
    ['明天10点', 'said', 0],
    ['5点', 'implied', 1],
  ])
  expect(
    understand('#甲店#李姐#明天10点送货9箱\n#乙店#李姐#5点送货3箱', {
      reference: '2026-03-04T09:30:00+08:00',
    }),
  ).toMatchObject({ results: [{ store: '甲店' }, { store: '乙店', confirm: ['clock-afternoon-implied'] }] })
})

it('explains which of several shops that get the same is whose, and says what they share once', () => {
  const explained = (text: string) =>
    understand(text, { reference: '2026-03-04T09:30:00+08:00' }, { explain: true }).explain?.map((part) => [
      part.part,
      part.text,
      part.how,
      part.result,
    ])
  expect(explained('明天给甲店、乙店各送5箱可乐')).toEqual([
    ['time', '明天', 'said', 0],
    ['store', '甲店', 'said', 0],
    ['store', '乙店', 'said', 1],
    ['action', '送', 'said', undefined],
    ['item', '5箱', 'said', undefined],
    ['item', '可乐', 'said', undefined],
  ])
  expect(explained('#甲店、乙店#明天各补10箱')).toEqual([
    ['store', '甲店', 'said', 0],
    ['store', '乙店', 'said', 1],
    ['time', '明天', 'said', 0],
    ['action', '补', 'said', undefined],
    ['item', '10箱', 'said', undefined],
  ])
})

it('names the matter of a denial that has no keyword', () => {
  const denied = (text: string) =>
    understand(text, { reference: '2026-03-04T09:30:00+08:00' }, { explain: true }).explain?.flatMap(
      (part) => (part.keyword === undefined ? [] : [[part.keyword, part.text, part.reason]]),
    )
  expect(denied('合同先不谈了')).toEqual([['签合同', '合同', 'negated']])
  expect(denied('样品不用了')).toEqual([['要样品', '样品', 'negated']])
  expect(denied('合同的事先放一放')).toEqual([['签合同', '合同', 'cancelled']])
  expect(denied('牛奶先别补了')).toEqual([])
})

it('keeps the offset of the reference', () => {
  expect(understand('#店铺#李姐#明天10点送货9箱', { reference: '2026-03-04T09:30:00-05:00' })).toMatchObject({
    due: '2026-03-05T10:00:00-05:00',
  })
})
