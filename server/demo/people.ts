import type { Role } from '../../shared/api/shapes'
import { demoTexts } from '../../shared/text/demo'
import type { Reader } from '../platform/database'
import { demoOrgId } from './organisation'

export interface DemoPlayer {
  id: string
  name: string
  role?: Role
  title: string
  kind: 'staff' | 'contact'
  tries: string[]
}

/** Who can be played, in the order of the page, with lines that work at the first try for that person. */
export const demoPlayers: readonly { name: string; role: Role; tries: readonly string[] }[] = [
  {
    name: '王磊',
    role: 'rep',
    tries: [
      '#优鲜达#张经理#明日10点补货20箱',
      '今天',
      '客户 优鲜达·文三路店',
      '#王记水产#张经理#后天上午送货5箱',
    ],
  },
  {
    name: '李晓雯',
    role: 'rep',
    tries: [
      '#好邻居#刘姐#周五前补货10盒草莓',
      '#好邻居#后天上午补货5箱',
      '#晨光中学食堂#沈主任#明天下午4点补货西红柿60箱',
      '今天',
    ],
  },
  { name: '陈国强', role: 'storeManager', tries: ['#外婆小馆#胡经理#明天上午拜访', '今天', '客户 外婆小馆'] },
  { name: '赵海峰', role: 'rep', tries: ['#骆家庄农贸综合市场#沈老板#明天下午4点送样2盒蓝莓', '今天'] },
  { name: '孙佳怡', role: 'rep', tries: ['#西溪悦榕幼儿园#金园长#下周一上午送货10箱牛奶', '今天'] },
  { name: '周敏', role: 'areaManager', tries: ['客户 晨光中学食堂', '帮助'] },
  { name: '吴启明', role: 'director', tries: ['客户 西溪悦榕幼儿园', '帮助'] },
  { name: '林志远', role: 'hq', tries: ['帮助'] },
  { name: '何静', role: 'finance', tries: ['客户 外婆小馆·古墩路店'] },
  { name: '王芳', role: 'admin', tries: ['帮助'] },
]

/** Who sits in 城西补货群. */
export const groupPeople = ['周敏', '陈国强', '王磊', '李晓雯', '赵海峰', '孙佳怡']

/** What the contacts that sit in a demo chat may say. */
const contactTries: readonly { customer: string; tries: readonly string[] }[] = [
  {
    customer: '优鲜达·文三路店（加盟）',
    tries: ['我们下周三签合同', '先不签合同了', '明天给我送20箱车厘子'],
  },
  { customer: '好邻居便利店·翠苑三区店', tries: ['要2份蓝莓样品看看', '今天天气不错'] },
  { customer: '晨光中学食堂', tries: ['周五先打款再发货吧'] },
]

/** The people of the demo page. Two queries. */
export async function demoPeople(reader: Reader): Promise<DemoPlayer[]> {
  const staff = await reader.rows<{
    id: string
    name: string
    role: Role
    store: string | null
    region: string | null
  }>(
    // index staff_by_name
    `select s.id, s.name, s.role, t.name as store, r.name as region
     from staff s
       left join staff_store ss on ss.org_id = s.org_id and ss.staff_id = s.id
       left join store t on t.org_id = ss.org_id and t.id = ss.store_id
       left join staff_region sr on sr.org_id = s.org_id and sr.staff_id = s.id
       left join region r on r.org_id = sr.org_id and r.id = sr.region_id
     where s.org_id = ? and s.name in (?) order by s.id, t.id`,
    [demoOrgId, demoPlayers.map(({ name }) => name)],
  )
  const contacts = await reader.rows<{ id: string; name: string; customer: string }>(
    // index identity of the sandbox: only the contacts that sit in a chat are there
    `select k.id, k.name, c.name as customer
     from chat h
       join contact_customer cc on cc.org_id = h.org_id and cc.customer_id = h.customer_id
       join identity i on i.org_id = cc.org_id and i.channel = h.channel and i.outside_id = cc.contact_id
       join contact k on k.org_id = cc.org_id and k.id = cc.contact_id
       join customer c on c.org_id = cc.org_id and c.id = cc.customer_id
     where h.org_id = ? and h.channel = 'sandbox' order by k.id`,
    [demoOrgId],
  )
  return [
    ...demoPlayers.flatMap(({ name, role, tries }) => {
      const person = staff.find((each) => each.name === name && each.role === role)
      if (!person) return []
      const title = demoTexts.staffTitle(role, person.region ?? person.store)
      return [{ id: person.id, name, role, title, kind: 'staff' as const, tries: [...tries] }]
    }),
    ...contacts.map(({ id, name, customer }) => ({
      id,
      name,
      title: demoTexts.contactTitle(customer),
      kind: 'contact' as const,
      tries: [...(contactTries.find((each) => each.customer === customer)?.tries ?? [])],
    })),
  ]
}
