import { Org, Staff } from '../../server/organisation/tables'
import { alternativesOf } from '../../server/platform/finds-together'
import { onEveryEngine } from '../support/engines'

const at = new Date('2026-02-22T06:33:07.123Z')
const staff = (orgId: string, id: string, name: string): Staff => ({
  orgId,
  id,
  name,
  role: 'rep',
  superiorId: null,
  phone: null,
  email: null,
  leftAt: id === 'left' ? at : null,
  createdAt: at,
  version: 1,
})

test('lookups share what they have in common, and differ in the rest', () => {
  expect(
    alternativesOf([
      { orgId: 'o', channel: 'wecom', outsideId: 'a' },
      { orgId: 'o', channel: 'wecom', outsideId: 'b' },
      { orgId: 'o', channel: 'wecom', outsideId: 'a' },
    ]),
  ).toEqual({ same: { orgId: 'o', channel: 'wecom' }, columns: ['outsideId'], values: [['a'], ['b']] })
  expect(alternativesOf([{ id: 'a' }, { id: 'a' }])).toEqual({ same: { id: 'a' }, columns: [], values: [] })
})

onEveryEngine('lookups side by side', (openEmpty) => {
  test('each gets its own rows, whether asked alone or with others', async () => {
    const database = await openEmpty()
    await database.transaction(async (tx) => {
      await tx.insert(Staff, [staff('a', '1', '王芳'), staff('a', '2', '李雷'), staff('b', '1', '赵敏')])
      await tx.insert(Staff, staff('a', 'left', '老陈'))
      const [first, second, other, nobody, gone, again, everybody] = await Promise.all([
        tx.findOne(Staff, { orgId: 'a', id: '1', leftAt: null }),
        tx.findOne(Staff, { orgId: 'a', id: '2', leftAt: null }),
        tx.findOne(Staff, { orgId: 'b', id: '1', leftAt: null }),
        tx.findOne(Staff, { orgId: 'b', id: '2', leftAt: null }),
        tx.findOne(Staff, { orgId: 'a', id: 'left', leftAt: null }),
        tx.findOne(Staff, { orgId: 'a', id: '1', leftAt: null }),
        tx.find(Staff, { orgId: 'a' }),
      ])
      expect([first?.name, second?.name, other?.name, again?.name]).toEqual(['王芳', '李雷', '赵敏', '王芳'])
      expect([nobody, gone]).toEqual([undefined, undefined])
      expect(everybody).toHaveLength(3)
    })
  })

  test('one that fails does so for all who asked, and the next is answered', async () => {
    const database = await openEmpty()
    await database.read(async (reader) => {
      const wrong = { orgId: 'a', nickname: 'x' } as unknown as Partial<Staff>
      const asked = await Promise.allSettled([reader.find(Staff, wrong), reader.find(Staff, wrong)])
      expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(await reader.find(Org, { id: 'a' })).toEqual([])
    })
  })
})
