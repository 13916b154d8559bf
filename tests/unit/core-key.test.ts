import { bracketsDiffer, coreKey, stemKey } from '../../server/customers/duplicates/core-key'

test.each([
  ['优鲜达·文三路店（加盟）', '优鲜达文三路'],
  ['优鲜达文三路店', '优鲜达文三路'],
  ['优鲜达 文三路', '优鲜达文三路'],
  ['优鲜达—文三路分店', '优鲜达文三路'],
  ['ＹＸＤ－文三路店 [直营]', 'yxd文三路'],
  ['【新】优鲜达·文三路店', '优鲜达文三路'],
  ['好邻居超市', '好邻居'],
  ['好邻居超市有限公司', '好邻居'],
  ['好邻居便利店·翠苑三区店', '好邻居便利店翠苑三区'],
  ['东方大酒店', '东方大酒店'],
  ['同仁堂药店', '同仁堂药店'],
  ['王记水果店', '王记水果'],
  ['超市', '超市'],
  ['百店', '百店'],
  ['（无名）', '无名'],
  ['优鲜达一店', '优鲜达一'],
])('the core of %s is %s', (name, core) => {
  expect(coreKey(name)).toBe(core)
})

test.each([
  ['优鲜达·文三路店（加盟）', '优鲜达'],
  ['优鲜达 文三路店', '优鲜达文三路店'],
  ['优鲜达（总部）', '优鲜达'],
  ['优鲜达文三路店', '优鲜达文三路店'],
  ['A·文三路店', 'a文三路店'],
])('%s begins with %s', (name, stem) => {
  expect(stemKey(name)).toBe(stem)
})

test('what stands in brackets keeps two apart only where both have it', () => {
  expect(bracketsDiffer('食堂（东区）', '食堂(西区)')).toBe(true)
  expect(bracketsDiffer('食堂（东区）', '食堂【东区】')).toBe(false)
  expect(bracketsDiffer('食堂（东区）', '食堂')).toBe(false)
})
