import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, rowsOf, settled, upload } from '../support/imports'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

const header = '店名,所属门店,来源,推荐人,电话'
const table = (...lines: string[]) => [header, ...lines].join('\n')
/** A line of a customer and who recommended them. */
const line = (name: string, referrer = '', phone = '') => `${name},文三路店,社区地推,${referrer},${phone}`

onEveryEngine('importing customers who were recommended by customers of the same file', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  }, 60_000)

  const checked = async (...lines: string[]) => {
    const { import: read } = (await upload(web, table(...lines))).body
    return (await mapAsGuessed(web, read)).body.import
  }
  const run = async ({ id, version }: { id: string; version: number }) =>
    (await act(web, id, 'run', { version })).body.import
  const bad = async (id: string) =>
    (await rowsOf(web, id, 'bad')).map(
      ({ number, problems }: { number: number; problems: { text: string }[] }) => [
        number,
        ...problems.map(({ text }) => text),
      ],
    )
  /** Who recommended each of the customers of these names. */
  const referrers = async (mark: string) =>
    Object.fromEntries(
      (
        await web.database.read((reader) =>
          reader.rows<{ name: string; referrer: string | null }>(
            `select c.name, r.name as referrer from customer c
             left join customer_field_value v on v.org_id = c.org_id and v.customer_id = c.id and v.field_id = 'fld_referrer'
             left join customer r on r.org_id = v.org_id and r.id = v.text_value and r.retired_at is null
             where c.org_id = ? and c.name like ? and c.retired_at is null order by c.name`,
            [web.world.orgId, `${mark}%`],
          ),
        )
      ).map(({ name, referrer }) => [name, referrer]),
    )

  test('earlier or later in the file, in a chain, and beside one that is there already', async () => {
    const ready = await checked(
      line('链一', '链三'),
      line('链二', '链一'),
      line('链三', '好邻居超市'),
      line('链四', '链二'),
    )
    expect(ready.rows).toMatchObject({ good: 4, bad: 0 })
    expect((await run(ready)).rows.written).toBe(4)
    expect(await referrers('链')).toEqual({ 链一: '链三', 链二: '链一', 链三: '好邻居超市', 链四: '链二' })
    // The page of a customer shows it like any other reference.
    const [{ id }] = (
      await web.call('GET', `/api/customers?q=${encodeURIComponent('链一')}`, { as: 'admin' })
    ).body.items
    const { fields } = (await web.call('GET', `/api/customers/${id}/file`, { as: 'admin' })).body
    expect(JSON.stringify(fields)).toContain('链三')
  })

  test('also across batches, 1,200 lines that each name the one below', async () => {
    const rows = 1200
    const ready = await checked(
      ...Array.from({ length: rows }, (_, n) => line(`长${n}号`, n + 1 < rows ? `长${n + 1}号` : '')),
    )
    expect(ready.rows).toMatchObject({ good: rows, bad: 0 })
    expect((await run(ready)).rows.written).toBe(rows)
    const found = await referrers('长')
    expect(found.长0号).toBe('长1号')
    expect(found.长598号).toBe('长599号')
    expect(Object.values(found).filter((each) => each === null)).toHaveLength(1)
  }, 60_000)

  test('a ring is refused on every line of it, with the lines; who names one of them is told which line it is', async () => {
    const ready = await checked(
      line('圈一', '圈三'),
      line('圈二', '圈一'),
      line('圈三', '圈二'),
      line('自己', '自己'),
      line('挂着', '圈二'),
      line('没事', '挂着'),
      line('好的', '没有这家'),
      line('另一', ''),
    )
    expect(ready.rows).toMatchObject({ good: 1, bad: 7 })
    expect(await bad(ready.id)).toEqual([
      [2, '绕成一圈：第 2 行 → 第 4 行 → 第 3 行 → 第 2 行'],
      [3, '绕成一圈：第 3 行 → 第 2 行 → 第 4 行 → 第 3 行'],
      [4, '绕成一圈：第 4 行 → 第 3 行 → 第 2 行 → 第 4 行'],
      [5, '不能是客户自己'],
      [6, '他在第 3 行，那一行还写不进'],
      [7, '他在第 6 行，那一行还写不进'],
      [8, '没有这位客户，表里也没有；先建他，或者空着'],
    ])
    // One cell put right opens the ring, and all who hung on it are right with it.
    const target = ready.columns.findIndex(({ name }: { name: string }) => name === '推荐人')
    const changed = await web.call('POST', `/api/imports/${ready.id}/rows`, {
      as: 'admin',
      body: { row: 3, cells: { [target]: '' } },
    })
    expect(changed.body.row).toMatchObject({ state: 'good' })
    const now = await settled(web, ready.id)
    expect(now).toMatchObject({ state: 'ready', rows: { good: 6, bad: 2 } })
    expect((await run(now)).rows.written).toBe(6)
    expect(await referrers('圈')).toEqual({ 圈一: '圈三', 圈二: null, 圈三: '圈二' })
  })

  test('who stands on a line that cannot be written is no referrer, until that line is put right', async () => {
    const ready = await checked(
      line('下面', '上面'),
      '上面,没有的店,社区地推,,',
      line('同名', ''),
      '同名,凤起路店,社区地推,,',
      line('哪个', '同名'),
    )
    expect(await bad(ready.id)).toEqual([
      [2, '他在第 3 行，那一行还写不进'],
      [3, expect.stringContaining('没有这家店')],
      [6, '表里有 2 行都叫同名，留一行或改个名字'],
    ])
    for (const [row, cells] of [
      [3, { 1: '文三路店' }],
      [5, { 0: '同名二店' }],
    ] as const)
      await web
        .call('POST', `/api/imports/${ready.id}/rows`, { as: 'admin', body: { row, cells } })
        .then(() => settled(web, ready.id))
    const now = await settled(web, ready.id)
    expect(now).toMatchObject({ state: 'ready', rows: { good: 5, bad: 0 } })
    // And the other way: a name that nobody has any more is missed by those who name it.
    await web.call('POST', `/api/imports/${ready.id}/rows`, {
      as: 'admin',
      body: { row: 3, cells: { 0: '改名了' } },
    })
    expect(await settled(web, ready.id)).toMatchObject({ state: 'ready', rows: { good: 4, bad: 1 } })
    expect(await bad(ready.id)).toEqual([[2, '没有这位客户，表里也没有；先建他，或者空着']])
  })

  test('who is there already under another name is the referrer, whatever becomes of their line', async () => {
    const first = await checked(line('老店', '', '13867120934'))
    await run(first)
    const ready = await checked(line('新店', '老店的新名'), line('老店的新名', '', '13867120934'))
    expect(ready.rows).toMatchObject({ good: 1, same: 1, bad: 0 })
    await run(ready)
    expect(await referrers('新店')).toEqual({ 新店: '老店' })
  })

  test('taken back, none of them stays and none is named; the same file goes in again', async () => {
    const lines = [line('退一', '退二'), line('退二', '好邻居超市')]
    const done = await run(await checked(...lines))
    const undone = await act(web, done.id, 'undo')
    expect(undone.body.import.state).toBe('undone')
    expect(await referrers('退')).toEqual({})
    expect((await run(await checked(...lines))).rows.written).toBe(2)
    expect(await referrers('退')).toEqual({ 退一: '退二', 退二: '好邻居超市' })
  })
})
