import { understand } from '../../shared/language/understand'

const reference = '2026-03-04T09:30:00+08:00'

it.each([
  ['拒收3箱 原因：烂果', { type: 'rejected', quantity: 3, unit: '箱', reason: '烂果' }],
  [
    '#优鲜达#张经理#拒收车厘子3箱，原因：烂果',
    { type: 'rejected', product: '车厘子', quantity: 3, unit: '箱', reason: '烂果', store: '优鲜达' },
  ],
  ['缺货 车厘子', { type: 'outOfStock', product: '车厘子' }],
  ['积压 牛奶 30箱', { type: 'overstock', product: '牛奶', quantity: 30, unit: '箱' }],
  ['样品反馈：口感偏甜', { type: 'sampleFeedback', text: '口感偏甜' }],
  ['约下周二再谈', { type: 'appointment', at: '2026-03-10T23:59:59+08:00' }],
  ['回款 3万', { type: 'paid', quantity: 30000, unit: '元' }],
  ['昨天送了20箱', { type: 'completed', quantity: 20, unit: '箱' }],
  [
    '#优鲜达#张经理#补货20箱已完成',
    { type: 'completed', quantity: 20, unit: '箱', store: '优鲜达', person: '张经理' },
  ],
  ['#沁园#缺货 车厘子，明天补10箱', { type: 'outOfStock', product: '车厘子', text: '缺货 车厘子' }],
  ['#沁园#样品反馈不错，明天送10箱', { type: 'sampleFeedback', text: '不错' }],
  ['沁园水果铺 缺货 车厘子', { type: 'outOfStock', product: '车厘子', store: '沁园水果铺' }],
  ['人民路店积压牛奶30箱', { type: 'overstock', product: '牛奶', quantity: 30, store: '人民路店' }],
])('%s is reported', (text, expected) => {
  expect(understand(text, { reference }).report).toMatchObject(expected)
})

it.each(['#沁园#缺货 车厘子，明天补10箱', '#沁园#样品反馈不错，明天送10箱'])(
  '%s: the order behind the comma is not what is lacking',
  (text) => {
    expect(understand(text, { reference }).report).not.toHaveProperty('quantity')
  },
)

it('an agreement of last year is no appointment', () => {
  expect(understand('#沁园#去年就签约了', { reference }).report?.type).not.toBe('appointment')
})

it.each(['明天能送20箱吗', '如果断货就补20箱', '今天好累', '竞品缺货了吗'])('%s reports nothing', (text) => {
  expect(understand(text, { reference }).report).toBeUndefined()
})
