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

describe('other names of customers', () => {
  const others = buildDictionary({
    customers: [
      { name: '优鲜达', aliases: ['小优家的店', '苹果', '晚安', '张姐', '138'] },
      { name: '鲜丰果业', aliases: ['西湖那家', '王姐', '老地方'] },
      { name: '果蔬园', aliases: ['老地方', '雪碧', '李经理'] },
    ],
    contacts: [{ name: '李经理', customers: ['鲜丰果业'] }],
    products: [{ name: '雪碧' }],
  })
  const said = (text: string) => understand(text, { ...context, dictionary: others })
  it.each([
    ['#小优家的店#明天补20箱可乐', '优鲜达'],
    ['#小优家的店#李姐#明天补20箱可乐', '优鲜达'],
    ['明天给小优家的店补20箱可乐', '优鲜达'],
    ['#苹果#明天补20箱可乐', '优鲜达'],
    ['#晚安#明天补20箱可乐', '优鲜达'],
    ['#张姐#明天补20箱可乐', '优鲜达'],
    ['张姐那边明天补20箱可乐', '优鲜达'],
    ['#西湖那家#明天补20箱可乐', '鲜丰果业'],
  ])('%s is for the customer', (text, store) => {
    const answer = said(text)
    expect(answer).toMatchObject({ store, items: [{ action: '补货', product: '可乐', quantity: 20 }] })
    expect(answer.confirm).toBeUndefined()
  })
  it('an everyday word in running text stays a word', () => {
    expect(said('明天补20箱苹果')).toEqual(understand('明天补20箱苹果', context))
    expect(said('#优鲜达#明天补苹果20箱')).toMatchObject({ store: '优鲜达', items: [{ product: '苹果' }] })
    expect(said('晚安')).toMatchObject({ kind: 'none' })
    expect(said('#优鲜达#明天补可乐138箱')).toMatchObject({ items: [{ product: '可乐', quantity: 138 }] })
  })
  it('who is called so beside a shop is somebody there', () => {
    expect(said('#鲜丰果业#张姐#明天补20箱')).toMatchObject({ store: '鲜丰果业', person: '张姐' })
    expect(said('#张姐#鲜丰果业#明天补20箱')).toMatchObject({ store: '鲜丰果业', person: '张姐' })
    expect(said('明天给鲜丰果业张姐补20箱')).toMatchObject({ store: '鲜丰果业', person: '张姐' })
    expect(said('#张姐#王姐#明天补20箱')).toMatchObject({ store: '优鲜达', person: '王姐' })
    expect(said('#张姐#明天补20箱\n#王姐#明天补10箱')).toMatchObject({
      results: [{ store: '优鲜达' }, { store: '鲜丰果业' }],
    })
  })
  it('a contact and a product go before another name', () => {
    expect(said('#鲜丰果业#李经理#明天补20箱雪碧')).toMatchObject({
      store: '鲜丰果业',
      person: '李经理',
      items: [{ product: '雪碧' }],
    })
  })
  it('what two customers go by stays as it was said', () => {
    expect(said('#老地方#明天补20箱')).toMatchObject({ store: '老地方', confirm: ['name-ambiguous'] })
    expect(said('明天给老地方补20箱')).toMatchObject({ store: '老地方' })
  })
})
