import { buildDictionary, understand } from '../../shared/language/understand'
import { understandDue } from '../../shared/language/when'

const dictionary = buildDictionary({
  customers: [
    { name: '优鲜达', aliases: ['优鲜'] },
    { name: '鲜丰水果西湖店' },
    { name: '7天连锁' },
    { name: '明天见超市' },
  ],
  contacts: [{ name: '张经理' }, { name: '欧阳建国' }],
  products: [{ name: '车厘子', aliases: ['智利车厘子'] }, { name: '补水面膜' }],
  units: ['蛇皮袋', '周转框'],
  keywords: [{ phrase: '想加盟', keyword: '加盟' }],
})
const context = { reference: '2026-03-04T09:30:00+08:00', dictionary }

describe('a natural line means the same as the # command', () => {
  it.each([
    '明天上午去优鲜达，补二十箱车厘子，张经理在',
    '优鲜达张经理明天上午补20箱车厘子',
    '明天上午给优鲜达补20箱车厘子，找张经理',
    '张经理在优鲜达，明天上午补车厘子二十箱',
  ])('%s', (text) => {
    expect(understand(text, context)).toMatchObject({
      kind: 'command',
      store: '优鲜达',
      person: '张经理',
      due: '2026-03-05T12:00:00+08:00',
      dueGrain: 'part',
      items: [{ action: '补货', product: '车厘子', quantity: 20, unit: '箱' }],
    })
  })
})

describe('a near miss still finds the name and says that it was guessed', () => {
  it.each([
    ['#优先达#张经理#明天补货20箱', 'a homophone'],
    ['#优鲜打#张经理#明天补货20箱', 'a wrong character'],
    ['#鲜丰水果西湖#张经理#明天补货20箱', 'a missing character'],
    ['#yxd#张经理#明天补货20箱', 'pinyin initials'],
    ['#youxianda#张经理#明天补货20箱', 'pinyin'],
    ['yxd明天补20箱', 'initials without #'],
  ])('%s (%s)', (text) => {
    const answer = understand(text, context)
    expect(answer.kind === 'command' && ['优鲜达', '鲜丰水果西湖店'].includes(answer.store ?? '')).toBe(true)
    expect(answer.confirm).toContain('name-guessed')
  })
  it('an alias is no guess', () => {
    const answer = understand('#优鲜#张经理#明天补货20箱', context)
    expect(answer).toMatchObject({ store: '优鲜达' })
    expect(answer.confirm ?? []).not.toContain('name-guessed')
  })
  it('a stranger stays as written', () => {
    expect(understand('#果蔬园#李姐#明天补货20箱', context)).toMatchObject({
      store: '果蔬园',
      person: '李姐',
    })
  })
})

describe('a contact of the named customer beats others of nearly that name', () => {
  const linked = buildDictionary({
    customers: [{ name: '优鲜达' }, { name: '鲜丰果业' }, { name: '果蔬园' }],
    contacts: [
      { name: '章经理', customers: ['鲜丰果业'] },
      { name: '张经理', customers: ['优鲜达'] },
      { name: '李店长', customers: ['果蔬园'] },
    ],
  })
  const said = (text: string) => understand(text, { ...context, dictionary: linked })
  it('of two who sound alike, the one there', () => {
    expect(said('#优鲜达#彰经理#明天补货20箱')).toMatchObject({ person: '张经理', confirm: ['name-guessed'] })
    expect(said('#鲜丰果业#彰经理#明天补货20箱')).toMatchObject({ person: '章经理' })
  })
  it('a stranger stays as written, and so does an exact name', () => {
    const stranger = said('#果蔬园#彰经理#明天补货20箱')
    expect(stranger).toMatchObject({ person: '彰经理' })
    expect(stranger.confirm).toBeUndefined()
    expect(said('#果蔬园#张经理#明天补货20箱')).toMatchObject({ person: '张经理' })
  })
})

it('known products, units and keywords are used', () => {
  expect(understand('#优鲜达#张经理#补货补水面膜20盒', context)).toMatchObject({
    items: [{ product: '补水面膜', quantity: 20 }],
  })
  expect(understand('#优鲜达#张经理#补土豆3蛇皮袋', context)).toMatchObject({
    items: [{ product: '土豆', quantity: 3, unit: '蛇皮袋' }],
  })
  expect(understand('客户想加盟', context)).toMatchObject({ kind: 'opportunity', keyword: '加盟' })
  expect(understand('客户不想加盟', context).kind).not.toBe('command')
})

it('names with numbers and times in them are not read as such', () => {
  expect(understand('明天上午给7天连锁补20箱', context)).toMatchObject({
    store: '7天连锁',
    due: '2026-03-05T12:00:00+08:00',
  })
  expect(understand('后天给明天见超市补20箱', context)).toMatchObject({
    store: '明天见超市',
    due: '2026-03-06T23:59:59+08:00',
  })
})

it.each([
  ['后天10点', '2026-03-06T10:00:00+08:00', 'minute'],
  ['改到下周二下午', '2026-03-10T18:00:00+08:00', 'part'],
  ['T-123 后天10点', '2026-03-06T10:00:00+08:00', 'minute'],
  ['明天', '2026-03-05T23:59:59+08:00', 'day'],
])('understandDue reads %s', (text, due, dueGrain) => {
  expect(understandDue(text, { reference: context.reference })).toEqual({ due, dueGrain })
})

it('understandDue finds nothing where no time is', () => {
  expect(understandDue('尽快', { reference: context.reference })).toBeUndefined()
  expect(understandDue('随便', { reference: context.reference })).toBeUndefined()
})
