import { buffer } from 'node:stream/consumers'
import { xlsxOf } from '../../server/platform/sheets/write-sheet'
import { onEveryEngine } from '../support/engines'
import { act, mapAsGuessed, rowsOf, settled, upload } from '../support/imports'
import { outOfPlace } from '../support/out-of-place'
import { withTemplate } from '../support/template'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'

afterAll(stopAllWebs)

const header = '店名,所属门店,来源,业务员,联系人,手机号,送货地址,标签,客户编号,冷链存储条件,推荐人'
const table = (...lines: string[]) => [header, ...lines].join('\n')

onEveryEngine('importing customers', (openEmpty) => {
  let web: TestWeb
  beforeEach(async () => {
    web = await startWeb(await openEmpty())
    await withTemplate(web.database, web.world)
  }, 60_000)
  // On whatever way a customer's place or names changed.
  afterEach(async () => expect(await outOfPlace(web.database)).toEqual([]))

  const names = async (q: string) =>
    (await web.call('GET', `/api/customers?q=${encodeURIComponent(q)}`, { as: 'admin' })).body.items.map(
      ({ name }: { name: string }) => name,
    )

  test('ten thousand broken lines: each is listed with its reason, and only the good one is written', async () => {
    const broken = [
      (n: number) => `,文三路店,社区地推,,联系人${n},,,,,,`,
      (n: number) => `坏门店${n},没有的店,社区地推,,,,,,,,`,
      (n: number) => `坏渠道${n},文三路店,没有的渠道,,,12,,,,,`,
    ]
    const lines = Array.from({ length: 10_000 }, (_, n) => broken[n % 3]!(n))
    const read = await upload(web, table(...lines, '城北路水果摊,文三路店,社区地推,李雷,,,,,,,'))
    const ready = (await mapAsGuessed(web, read.body.import)).body.import
    expect(ready).toMatchObject({ state: 'ready', rows: { read: 10_001, good: 1, bad: 10_000 } })
    const run = await act(web, ready.id, 'run', { version: ready.version })
    expect(run.body.import).toMatchObject({ state: 'done', rows: { written: 1 } })
    const csv = await web.call('GET', `/api/imports/${ready.id}/bad-rows.csv`, { as: 'admin' })
    const listed = String(csv.body).trim().split('\n')
    expect(listed).toHaveLength(10_001)
    expect(listed.slice(1, 4).map((line) => line.replaceAll('"', ''))).toEqual([
      expect.stringContaining('必填'),
      expect.stringContaining('没有的店'),
      expect.stringContaining('没有的渠道'),
    ])
    expect(await names('坏')).toEqual([])
  }, 60_000)

  test('from a file to customers that are found, each with what its line says', async () => {
    const read = await upload(
      web,
      table(
        '城北路水果摊,文三路店,社区地推,李雷,周小琴,138 6712 0934,城北路12号,早市、零售,K-7,冷柜,好邻居超市',
      ),
    )
    expect(read.body.import).toMatchObject({ state: 'mapping', rows: { read: 1 }, by: { name: '王芳' } })
    expect(read.body.import.columns.slice(0, 3)).toEqual([
      { name: '店名', target: 'name', samples: ['城北路水果摊'] },
      { name: '所属门店', target: 'store', samples: ['文三路店'] },
      { name: '来源', target: 'source', samples: ['社区地推'] },
    ])
    const checked = await mapAsGuessed(web, read.body.import)
    expect(checked.body.import).toMatchObject({ state: 'ready', rows: { good: 1, bad: 0, same: 0 } })
    expect(await names('城北路')).toEqual([])
    const { id, version } = checked.body.import
    const run = await act(web, id, 'run', { version })
    expect(run.body.import).toMatchObject({ state: 'done', rows: { written: 1 } })
    expect(await names('城北路')).toEqual(['城北路水果摊'])
    expect(await names('0934')).toEqual(['城北路水果摊'])
    expect(await names('cbl')).toEqual(['城北路水果摊'])
    const [{ id: customerId }] = (await web.call('GET', '/api/customers?q=城北路', { as: 'rep' })).body.items
    const file = (await web.call('GET', `/api/customers/${customerId}/file`, { as: 'rep' })).body
    expect(file.customer ?? file).toMatchObject({
      store: { name: '文三路店' },
      owner: { name: '李雷' },
      source: { name: '社区地推' },
      address: '城北路12号',
      tags: ['早市', '零售'],
      aliases: [{ kind: 'oldId', value: 'K-7' }],
      contacts: [{ name: '周小琴', phone: '13867120934' }],
    })
  })

  test('every bad line is listed with its reason, and a way to put it right; nothing else is written', async () => {
    const read = await upload(
      web,
      table(
        '好摊一,文三路店,社区地推',
        ',文三路店,社区地推',
        '坏店名,文三路点,社区地推',
        '没渠道,文三路店,',
        '短号码,文三路店,社区地推,,老王,1385712',
        '丢号码,文三路店,社区地推,,老王,1.38E+10',
        '没这人,文三路店,社区地推,谁谁',
        '错冷链,文三路店,社区地推,,,,,,,大冰箱',
        '错推荐,文三路店,社区地推,,,,,,,,没有的店',
        '公式,文三路店,#N/A',
        '好摊一,文三路店,社区地推',
      ),
    )
    const { import: ready } = (await mapAsGuessed(web, read.body.import)).body
    expect(ready.rows).toMatchObject({ read: 11, good: 1, bad: 10, same: 0 })
    const bad = await rowsOf(web, ready.id, 'bad')
    const said = bad.map(
      ({
        number,
        problems,
      }: {
        number: number
        problems: { target: string; text: string; suggestion?: string }[]
      }) => [
        number,
        ...problems.map(
          ({ target, text, suggestion }) =>
            `${target.split(':')[0]} ${text}${suggestion ? ` → ${suggestion}` : ''}`,
        ),
      ],
    )
    expect(said).toEqual([
      [3, 'name 必填，没填'],
      [4, 'store 没有这家店 → 文三路店'],
      [5, 'source 必填，没填'],
      [6, 'phone 少 4 位'],
      [7, 'phone 号码被表格变成科学计数，后几位丢了'],
      [8, 'owner 没有这位同事'],
      [9, expect.stringMatching(/^field /)],
      [10, 'field 没有这位客户，表里也没有；先建他，或者空着'],
      [11, 'source 表格里的公式出错了'],
      [12, 'name 和第 2 行重复'],
    ])
    const csv = await web.call('GET', `/api/imports/${ready.id}/bad-rows.csv`, { as: 'admin' })
    expect(csv.headers.get('content-disposition')).toContain(encodeURIComponent('问题行-客户名单.csv'))
    expect(String(csv.body)).toContain('4,坏店名,文三路点,社区地推,,,,,,,,,所属门店：没有这家店')
    // The suggestion is taken.
    const right = await web.call('POST', `/api/imports/${ready.id}/rows`, {
      as: 'admin',
      body: { row: 4, cells: { 1: '文三路店' } },
    })
    expect(right.body.row).toMatchObject({ state: 'good', problems: [] })
    expect(right.body.import.rows).toMatchObject({ good: 2, bad: 9 })
    const run = await act(web, ready.id, 'run', { version: right.body.import.version })
    expect(run.body.import.rows.written).toBe(2)
    expect(await names('坏店名')).toEqual(['坏店名'])
    expect(await names('短号码')).toEqual([])
  })

  test('a bad line that looks like somebody who is there says so, is counted and listed with them', async () => {
    const first = await upload(web, table('老客一,文三路店,社区地推', '老客二,文三路店,社区地推'))
    const ready = (await mapAsGuessed(web, first.body.import)).body.import
    await act(web, ready.id, 'run', { version: ready.version })
    const lines = [
      '老客二,文三路店,没这渠道',
      '新客二,文三路店,社区地推',
      '老客一,文三路店,社区地推',
      '新客三,没这店,社区地推',
      '新客三,文三路店,没这渠道',
      '新客三,文三路店,社区地推',
    ]
    const again = (await mapAsGuessed(web, (await upload(web, table(...lines))).body.import)).body.import
    expect(again.rows).toMatchObject({ good: 2, bad: 3, same: 1, alike: 1, chosen: 0 })
    const same = await rowsOf(web, again.id, 'same')
    const shown = same.map((row: { number: number; state: string; match: { name: string } }) => [
      row.number,
      row.state,
      row.match.name,
    ])
    expect(shown).toEqual([
      [2, 'bad', '老客二'],
      [4, 'same', '老客一'],
    ])
    expect(same[0].problems).toEqual([
      expect.objectContaining({ target: 'source' }),
      { target: 'name', text: expect.stringMatching(/^和 C-\d+ 同店同名$/), alike: true },
    ])
    const fixed = await web.call('POST', `/api/imports/${again.id}/rows`, {
      as: 'admin',
      body: { row: 2, cells: { 2: '社区地推' } },
    })
    expect(fixed.body.row).toMatchObject({ state: 'same', choice: 'skip' })
    expect(fixed.body.import.rows).toMatchObject({ good: 2, bad: 2, same: 2, alike: 0 })
  })

  test('who is there already is shown, skipped, updated or made again, as it is chosen', async () => {
    const first = await upload(
      web,
      table('老客一,文三路店,社区地推,,老张,13867120934,,,K-1', '老客二,文三路店,社区地推,,,13867120935'),
    )
    const ready = (await mapAsGuessed(web, first.body.import)).body.import
    await act(web, ready.id, 'run', { version: ready.version })
    const lines = [
      '别名一,文三路店,社区地推,,老李,13867120934,新地址1号',
      '老客二,文三路店,社区地推',
      '别名三,凤起路店,社区地推,,,,,,K-1',
    ]
    const again = (await mapAsGuessed(web, (await upload(web, table(...lines))).body.import)).body.import
    expect(again.rows).toMatchObject({ good: 0, bad: 0, same: 3 })
    const same = await rowsOf(web, again.id, 'same')
    expect(
      same.map((row: { problems: { text: string }[]; match: { name: string }; choice: string }) => [
        row.problems[0]!.text,
        row.match.name,
        row.choice,
      ]),
    ).toEqual([
      [expect.stringMatching(/^电话和 C-\d+ 相同$/), '老客一', 'skip'],
      [expect.stringMatching(/^和 C-\d+ 同店同名$/), '老客二', 'skip'],
      [expect.stringMatching(/^编号和 C-\d+ 相同$/), '老客一', 'skip'],
    ])
    const nothing = await act(web, again.id, 'run', { version: again.version })
    expect([nothing.status, nothing.body.error.code]).toEqual([409, 'nothing_to_write'])
    await act(web, again.id, 'rows', { row: 2, choice: 'update' })
    const chosen = await act(web, again.id, 'rows', { row: 3, choice: 'import' })
    const done = await act(web, again.id, 'run', { version: chosen.body.import.version })
    expect(done.body.import).toMatchObject({ state: 'done', rows: { written: 2 } })
    expect(await names('老客')).toHaveLength(3)
    expect(await names('别名')).toEqual([])
    expect(await names('老李')).toEqual(['老客一'])
  })

  test('an import is taken back whole, until somebody acted on one of its customers', async () => {
    const importOf = async (name: string) => {
      const read = await upload(
        web,
        table(`${name}甲,文三路店,社区地推,,老张,,,,${name}-1`, `${name}乙,文三路店,社区地推`),
      )
      const ready = (await mapAsGuessed(web, read.body.import)).body.import
      return (await act(web, ready.id, 'run', { version: ready.version })).body.import
    }
    const one = await importOf('撤回')
    expect(await names('撤回')).toHaveLength(2)
    const undone = await act(web, one.id, 'undo')
    expect(undone.body.import.state).toBe('undone')
    expect(await names('撤回')).toEqual([])
    // Its ids are free again.
    expect((await importOf('撤回')).rows.written).toBe(2)
    const two = await importOf('用过')
    const [{ id }] = (await web.call('GET', '/api/customers?q=用过甲', { as: 'admin' })).body.items
    await web.call('POST', `/api/customers/${id}/notes`, { as: 'admin', body: { text: '来过' } })
    const refused = await act(web, two.id, 'undo')
    expect([refused.status, refused.body.error.code]).toEqual([409, 'acted_on'])
    expect(await names('用过')).toHaveLength(2)
  })

  test('what changed since it was looked at is not written, and neither is anything else', async () => {
    const read = await upload(
      web,
      table('新客一,文三路店,社区地推,,,,,,N-1', '新客二,文三路店,社区地推,,,,,,N-2'),
    )
    const ready = (await mapAsGuessed(web, read.body.import)).body.import
    const other = await upload(web, table('别人先建的,文三路店,社区地推,,,,,,N-2'))
    const first = (await mapAsGuessed(web, other.body.import)).body.import
    await act(web, first.id, 'run', { version: first.version })
    const run = await act(web, ready.id, 'run', { version: ready.version })
    expect(run.body.import).toMatchObject({
      state: 'ready',
      note: '你看过以后有 1 行变了，一行都没有写，请再看一眼。',
      rows: { good: 1, same: 1, written: 0 },
    })
    expect(await names('新客')).toEqual([])
    const now = run.body.import
    expect((await act(web, now.id, 'run', { version: now.version })).body.import.rows.written).toBe(1)
  })

  test('the columns are remembered, also those that are left out', async () => {
    const file = '名头,哪家店,从哪来,内部号\n甲,文三路店,社区地推,9'
    const { import: first } = (await upload(web, file)).body
    expect(first.columns.map(({ target }: { target: string }) => target)).toEqual([null, null, null, null])
    await act(web, first.id, 'mapping', {
      version: first.version,
      targets: ['name', 'store', 'source', null],
    })
    const { import: second } = (await upload(web, file)).body
    expect(second.columns.map(({ target }: { target: string }) => target)).toEqual([
      'name',
      'store',
      'source',
      null,
    ])
  })

  test('bad mappings, states and versions are refused, each with its reason', async () => {
    const { import: read } = (await upload(web, table('甲,文三路店,社区地推'))).body
    const map = async (targets: (string | null)[], version = read.version) => {
      const { status, body } = await web.call('POST', `/api/imports/${read.id}/mapping`, {
        as: 'admin',
        body: { version, targets },
      })
      return [status, body.error?.code]
    }
    expect(await map(['name', 'name'])).toEqual([400, 'target_twice'])
    expect(await map(['name', 'nonsense'])).toEqual([400, 'target_unknown'])
    expect(await map(['name'])).toEqual([400, 'target_missing'])
    expect(await map(['name', 'store', 'source'], read.version + 1)).toEqual([409, 'changed_meanwhile'])
    const early = await act(web, read.id, 'run', { version: read.version })
    expect([early.status, early.body.error.code]).toEqual([409, 'wrong_state'])
    expect((await act(web, read.id, 'cancel')).body.import.state).toBe('cancelled')
    expect(await map(['name', 'store', 'source'])).toEqual([409, 'wrong_state'])
  })

  test('who may and who may not', async () => {
    for (const as of ['rep', 'storeManager', 'finance'] as const) {
      expect((await upload(web, table(), { as })).status).toBe(403)
      expect((await web.call('GET', '/api/imports', { as })).status).toBe(403)
    }
    expect((await upload(web, table(), { as: 'areaManager', kind: 'people' })).status).toBe(403)
    const { import: mine } = (await upload(web, table('甲,文三路店,社区地推'), { as: 'areaManager' })).body
    expect(mine.state).toBe('mapping')
    for (const path of ['', '/rows', '/bad-rows.csv'])
      expect((await web.call('GET', `/api/imports/${mine.id}${path}`, { as: 'southManager' })).status).toBe(
        404,
      )
    for (const path of ['mapping', 'run', 'choices'])
      expect(
        (
          await web.call('POST', `/api/imports/${mine.id}/${path}`, {
            as: 'southManager',
            body: { version: 1, targets: [], choice: 'skip' },
          })
        ).status,
      ).toBe(400)
    expect((await act(web, mine.id, 'cancel', {}, 'southManager')).status).toBe(404)
    expect((await web.call('GET', '/api/imports', { as: 'southManager' })).body.items).toEqual([])
    expect((await web.call('GET', '/api/imports', { as: 'admin' })).body.items).toHaveLength(1)
    // A store of another region is no store to them.
    const outside = (await upload(web, table('乙,滨江店,社区地推'), { as: 'areaManager' })).body.import
    const checked = await act(
      web,
      outside.id,
      'mapping',
      { version: outside.version, targets: outside.columns.map(({ target }: { target: string }) => target) },
      'areaManager',
    )
    expect(checked.body.import.rows).toMatchObject({ good: 0, bad: 1 })
  })

  test('files that are no tables are refused when they are read, and say why', async () => {
    const noteOf = async (content: string | Uint8Array) => {
      const { import: failed } = (await upload(web, content)).body
      expect(failed.state).toBe('failed')
      return failed.note
    }
    expect(await noteOf('<html>')).toBe('看不出这是表格，请选 xlsx 或 csv 文件。')
    expect(await noteOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('另存为 xlsx')
    expect(await noteOf('PK\u0003\u0004broken')).toContain('文件坏了')
    expect(await noteOf('')).toContain('第一行')
    expect(await noteOf(header)).toContain('表格是空的')
    const nothing = await web.call('POST', '/api/imports', { as: 'admin', body: { kind: 'customers' } })
    expect([nothing.status, nothing.body.error.code]).toEqual([415, 'not_multipart'])
  })

  test('the template is a table that is understood without a word', async () => {
    const response = await fetch(`${web.url}/api/imports/template.xlsx?kind=customers`, {
      headers: { Authorization: `Bearer ${await web.signIn('admin')}` },
    })
    const { import: read } = (
      await upload(web, new Uint8Array(await response.arrayBuffer()), { name: 'x.xlsx' })
    ).body
    expect(read.columns.every(({ target }: { target: string }) => target)).toBe(true)
    expect((await mapAsGuessed(web, read)).body.import.rows).toMatchObject({ good: 1, bad: 0 })
  })

  test('an xlsx with a title above its header', async () => {
    const lines = [
      ['姓名', ''],
      ['店名', '所属门店', '来源'],
      ['甲店', '文三路店', '社区地推'],
    ]
    const file = xlsxOf({
      columns: [{ name: '三月客户名单', width: 9 }],
      lines: (async function* () {
        yield lines
      })(),
    })
    const { import: read } = (await upload(web, new Uint8Array(await buffer(file)))).body
    expect(read.columns.map(({ name }: { name: string }) => name)).toEqual(['店名', '所属门店', '来源'])
    expect(await settled(web, read.id)).toMatchObject({ rows: { read: 1 } })
  })
})
