import { cleanImports } from '../../server/imports/clean-imports-job'
import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, rowsOf, upload } from '../support/imports'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import { tokenOf } from '../support/world'

afterAll(stopAllWebs)

const header = '姓名,岗位,手机号,门店,区域,直属上级,企业微信账号,门店类型'
const people = (...lines: string[]) => [header, ...lines].join('\n')

onEveryEngine('importing people', (openEmpty) => {
  let web: TestWeb
  beforeAll(async () => {
    web = await startWeb(await openEmpty())
  }, 60_000)

  const checked = async (file: string, createStores = false) => {
    const { import: read } = (await upload(web, file, { kind: 'people', name: '人员.csv' })).body
    return (await mapAsGuessed(web, read, { createStores })).body.import
  }
  const problems = async (id: string, state = 'bad') =>
    (await rowsOf(web, id, state)).map(
      (row: { number: number; problems: { target: string; text: string }[] }) => [
        row.number,
        ...row.problems.map(({ target, text }) => `${target} ${text}`),
      ],
    )
  const find = async (name: string) => {
    const [found] = (await web.call('GET', `/api/staff?q=${encodeURIComponent(name)}`, { as: 'admin' })).body
      .items
    return (await web.call('GET', `/api/staff/${found.id}`, { as: 'admin' })).body.staff
  }

  test('people, with the stores and regions that are missing, and who leads whom, in any order', async () => {
    const file = people(
      '林晓,业务员,13900000001,小河店,杭州西,店长一,linxiao,',
      '店长一,店长,13900000002,小河店、文三路店,杭州西,郑一,,加盟',
      '郑一,督导,13900000003,,杭州西,钱总,,',
    )
    const without = await checked(file)
    expect(without.rows).toMatchObject({ good: 0, bad: 3 })
    expect(await problems(without.id)).toEqual([
      [2, 'store 这家店还没有。勾上「一起建门店」就能建'],
      [3, 'store 这家店还没有。勾上「一起建门店」就能建'],
      [4, 'region 这个区域还没有。勾上「一起建门店」就能建'],
    ])
    const ready = await checked(file, true)
    expect(ready.rows).toMatchObject({ good: 3, bad: 0 })
    const run = await act(web, ready.id, 'run', { version: ready.version })
    expect(run.body.import).toMatchObject({ state: 'done', rows: { written: 3 } })
    expect(await find('林晓')).toMatchObject({
      role: 'rep',
      phone: '13900000001',
      wecomUserId: 'linxiao',
      superior: { name: '店长一' },
      stores: [{ name: '小河店' }],
    })
    expect(await find('店长一')).toMatchObject({
      superior: { name: '郑一' },
      stores: [{ name: '小河店' }, { name: '文三路店' }],
    })
    expect(await find('郑一')).toMatchObject({
      role: 'areaManager',
      superior: { name: '钱总' },
      regions: [{ name: '杭州西' }],
    })
    const again = await checked(file, true)
    expect(again.rows).toMatchObject({ good: 0, bad: 0, same: 3 })
  })

  describe('taken back', () => {
    const run = async (file: string) => {
      const ready = await checked(file, true)
      expect(ready.rows).toMatchObject({ bad: 0, same: 0 })
      return (await act(web, ready.id, 'run', { version: ready.version })).body.import
    }
    const idOf = async (name: string) => (await find(name)).id as string
    const count = async (table: string, name: string) => {
      const found = await web.database.read((reader) =>
        reader.row<{ n: number }>(`select count(*) as n from ${table} where org_id = ? and name like ?`, [
          web.world.orgId,
          `${name}%`,
        ]),
      )
      return Number(found?.n)
    }
    const table = (mark: string) =>
      people(
        `${mark}甲,业务员,,${mark}店,${mark}区,${mark}乙,${mark}wx,`,
        `${mark}乙,店长,,${mark}店,${mark}区,,,`,
        `${mark}丙,督导,,,${mark}区,,,`,
      )

    test('while nobody came: the people, their stores and regions, and whose account was theirs', async () => {
      const done = await run(table('撤'))
      expect([await count('staff', '撤'), await count('store', '撤'), await count('region', '撤')]).toEqual([
        3, 1, 1,
      ])
      const undone = await act(web, done.id, 'undo')
      expect(undone.body.import).toMatchObject({ state: 'undone', note: null, rows: { written: 0 } })
      expect([await count('staff', '撤'), await count('store', '撤'), await count('region', '撤')]).toEqual([
        0, 0, 0,
      ])
      // The same table goes in again, as if nothing had been.
      expect((await run(table('撤'))).rows.written).toBe(3)
      const twice = await act(web, done.id, 'undo')
      expect([twice.status, twice.body.error.code]).toEqual([409, 'wrong_state'])
    })

    const uses: [string, string, (id: string) => Promise<unknown>][] = [
      [
        '登录过',
        '入',
        async (id) => {
          const code = (await web.call('POST', `/api/staff/${id}/login-code`, { as: 'admin' })).body.code
          const session = await web.call('POST', '/api/session', { body: { via: 'code', code } })
          expect(session.status).toBe(200)
        },
      ],
      [
        '有客户了',
        '客',
        (id) =>
          web.database.transaction((tx) =>
            tx.run('update customer set owner_id = ? where org_id = ? and id = ?', [
              id,
              web.world.orgId,
              web.world.customers.second,
            ]),
          ),
      ],
      [
        '已经带人',
        '带',
        (id) =>
          web.database.transaction((tx) =>
            tx.run('update staff set superior_id = ? where org_id = ? and id = ?', [
              id,
              web.world.orgId,
              web.world.staff.rep,
            ]),
          ),
      ],
      [
        '改过资料',
        '改',
        (id) =>
          web.database.transaction((tx) =>
            tx.run('update staff set version = 2 where org_id = ? and id = ?', [web.world.orgId, id]),
          ),
      ],
    ]
    test.each(uses)('not once one of them %s: it says who, and everybody stays', async (why, mark, use) => {
      const done = await run(table(mark))
      await use(await idOf(`${mark}乙`))
      const refused = await act(web, done.id, 'undo')
      expect([refused.status, refused.body.error.code]).toEqual([409, 'acted_on'])
      expect(refused.body.error.message).toBe(`不能一起撤回：${mark}乙${why}。请改个别的人，或标离职。`)
      expect(await count('staff', mark)).toBe(3)
    })

    test('a store that others work from by now stays, and so does its region; it says which', async () => {
      const done = await run(table('留店'))
      const [store] = await web.database.read((reader) =>
        reader.rows<{ id: string }>('select id from store where org_id = ? and name = ?', [
          web.world.orgId,
          '留店店',
        ]),
      )
      await web.database.transaction((tx) =>
        tx.run(
          'insert into staff_store (org_id, staff_id, store_id, since_at, until_at) values (?, ?, ?, ?, null)',
          [web.world.orgId, web.world.staff.rep, store!.id, web.clock.now()],
        ),
      )
      const undone = await act(web, done.id, 'undo')
      expect(undone.body.import).toMatchObject({
        state: 'undone',
        note: '人员都撤回了；留店店、留店区已经有人在用，留着。',
      })
      expect([await count('staff', '留店'), await count('store', '留店')]).toEqual([0, 1])
    })

    test('who may not import people may not take them back', async () => {
      const done = await run(people('守门,总监,,,,,,'))
      for (const as of ['rep', 'areaManager'] as const)
        expect((await web.call('POST', `/api/imports/${done.id}/undo`, { as })).status).toBe(404)
      expect(await count('staff', '守门')).toBe(1)
    })
  })

  test('every bad line with its reason', async () => {
    const ready = await checked(
      people(
        ',业务员,13900000011,文三路店,,,,',
        '无角色,,13900000012,文三路店,,,,',
        '坏角色,店小二,13900000013,文三路店,,,,',
        '没店,店长,13900000014,,,,,',
        '没区域,区域经理,13900000015,,,,,',
        '新店没区,店长,13900000016,天上店,,,,',
        '短号,业务员,139,文三路店,,,,',
        '没上级,业务员,13900000018,文三路店,,谁,,',
        '甲,业务员,13900000019,文三路店,,,,',
        '乙,业务员,13900000019,文三路店,,,,',
      ),
      true,
    )
    expect(await problems(ready.id)).toEqual([
      [2, 'name 必填，没填'],
      [3, 'role 必填，没填'],
      [4, expect.stringContaining('role 写 地推专员、店长')],
      [5, 'store 店长和地推专员要填门店'],
      [6, 'region 区域经理要填区域'],
      [7, 'store 这家店还没有，填上它的区域就能一起建'],
      [8, expect.stringMatching(/^phone /)],
      [9, 'superior 没有这位同事，表里也没有'],
      [11, 'name 和第 10 行重复'],
    ])
  })

  test('after a month the lines are gone, and what became of them stays', async () => {
    const { id } = await checked(people('留名,总监,13900000031,,,,,'))
    const clean = () =>
      cleanImports(web)({
        orgId: web.world.orgId,
        signal: new AbortController().signal,
      })
    await clean()
    expect(await rowsOf(web, id, 'good')).toHaveLength(1)
    web.clock.forward(31 * 86_400_000)
    await clean()
    const token = await tokenOf(web.database, web.world, 'admin', web.clock.now())
    expect((await web.call('GET', `/api/imports/${id}/rows`, { token })).body.items).toEqual([])
    expect((await web.call('GET', `/api/imports/${id}`, { token })).body.fileName).toBe('人员.csv')
    web.clock.forward(-31 * 86_400_000)
  })

  test('two who lead each other are not written, nor is anybody else; and it says why', async () => {
    const ready = await checked(
      people('环一,总监,13900000021,,,环二,,', '环二,总监,13900000022,,,环一,,'),
      true,
    )
    const run = await act(web, ready.id, 'run', { version: ready.version })
    expect(run.body.import).toMatchObject({ state: 'ready', note: expect.stringContaining('上级') })
    expect((await web.call('GET', '/api/staff?q=环', { as: 'admin' })).body.items).toEqual([])
  })
})
