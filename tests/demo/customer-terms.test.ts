import { nameKey } from '../../server/customers/name-key'
import { customerTerms } from '../../server/customers/terms'

const customer = {
  name: '优鲜达·文三路店（加盟）',
  aliases: ['文三路加盟'],
  contacts: ['张经理'],
  phones: ['139-1234 5678'],
  ids: [],
}
const termsOf = (kind: string) =>
  customerTerms(customer)
    .filter((term) => term.kind === kind)
    .map(({ term }) => term)

test.each([
  [' 优鲜达·文三路店（加盟） ', '优鲜达文三路店加盟'],
  ['ＡＢＣ Fresh🍓 鲜果', 'abcfresh鲜果'],
  ['……', ''],
])('%j is compared as %j', (name, key) => {
  expect(nameKey(name)).toBe(key)
})

test('any part of a name is the beginning of a term, down to two letters', () => {
  expect(termsOf('name')).toContain('文三路店加盟')
  expect(termsOf('name')).toContain('加盟')
  expect(termsOf('name')).not.toContain('盟')
})

test('an alias, a contact and the tail of a phone are terms', () => {
  expect(termsOf('alias')).toContain('三路加盟')
  expect(termsOf('contact')).toEqual(['张经理'])
  expect(termsOf('phone')).toEqual(['5678'])
})

test('a name is found by its sound, from each of its own beginnings', () => {
  expect(termsOf('pinyin')).toEqual(expect.arrayContaining(['yxdwsldjm', 'wsldjm', 'wensanludianjiameng']))
})

test('a term stands once and has at most 24 letters', () => {
  const long = customerTerms({ ...customer, name: '杭州市西湖区骆家庄农贸综合市场果蔬三号档'.repeat(3) })
  expect(new Set(long.map(({ term }) => term)).size).toBe(long.length)
  expect(Math.max(...long.map(({ term }) => term.length))).toBe(24)
})
