/** What is said of a customer that is not drawn; rep and store by number. */
export interface Told {
  name: string
  alias?: string
  rep: number
  store: number
  own?: true
  contacts: string[]
  stage: string
  silentDays?: number
  visitInDays?: number
}

/** Customers that the lines to try and the pictures need. */
export const told: readonly Told[] = [
  { name: '优鲜达·文三路店（加盟）', rep: 0, store: 0, own: true, contacts: ['张经理'], stage: 'interested' },
  {
    name: '优鲜达·古荡店（加盟）',
    visitInDays: 1,
    rep: 0,
    store: 1,
    own: true,
    contacts: ['刘经理'],
    stage: 'negotiating',
  },
  { name: '优鲜达·翠苑店（加盟）', rep: 2, store: 2, own: true, contacts: ['陈经理'], stage: 'won' },
  { name: '好邻居便利店·翠苑三区店', rep: 2, store: 2, contacts: ['刘姐'], stage: 'negotiating' },
  {
    name: '好邻居便利店·翠苑一区店',
    visitInDays: 1,
    rep: 2,
    store: 2,
    contacts: ['周店长'],
    stage: 'contact',
  },
  {
    name: '晨光中学食堂',
    visitInDays: 0,
    alias: '晨光中学',
    rep: 2,
    store: 2,
    contacts: ['沈主任'],
    stage: 'urgent',
  },
  { name: '王记水产（骆家庄）', rep: 0, store: 0, contacts: ['张经理', '张经理'], stage: 'interested' },
  {
    name: '绿源里社区食堂',
    visitInDays: -1,
    rep: 0,
    store: 0,
    contacts: ['顾师傅'],
    stage: 'won',
    silentDays: 8,
  },
  {
    name: '沁园茶饮·城西银泰店',
    alias: '沁园银泰',
    visitInDays: 0,
    rep: 0,
    store: 0,
    contacts: ['许店长'],
    stage: 'negotiating',
  },
  { name: '外婆小馆·古墩路店', rep: 1, store: 1, contacts: ['胡经理'], stage: 'won' },
  {
    name: '西溪悦榕幼儿园（文一西路园区）',
    visitInDays: 0,
    rep: 3,
    store: 3,
    contacts: ['金园长'],
    stage: 'negotiating',
  },
  {
    name: '杭州市西湖区骆家庄农贸综合市场果蔬三号档',
    alias: '骆家庄三号档',
    visitInDays: 0,
    rep: 1,
    store: 1,
    contacts: ['沈老板'],
    stage: 'interested',
  },
]
