import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'
import { happened, planned } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('GET /api/feed', (openEmpty) => {
  const texts = (answer: { body: { items: { text: string }[] } }) => answer.body.items.map(({ text }) => text)

  test('each sees the customers within reach, newest first', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    await happened(database, world, { customer: 'mine', at: '2026-03-01T02:00:00.000Z', text: '一' })
    await happened(database, world, { customer: 'colleagues', at: '2026-03-01T03:00:00.000Z', text: '二' })
    await happened(database, world, { customer: 'east', at: '2026-03-01T04:00:00.000Z', text: '三' })
    await happened(database, world, { customer: 'south', at: '2026-03-01T05:00:00.000Z', text: '四' })
    await happened(database, web.elsewhere, { customer: 'mine', at: '2026-03-01T06:00:00.000Z', text: '外' })
    const seen = async (as: Parameters<typeof web.signIn>[0], query = '') =>
      texts(await web.call('GET', `/api/feed${query}`, { as }))
    expect(await seen('rep')).toEqual(['一'])
    expect(await seen('storeManager')).toEqual(['三', '二', '一'])
    expect(await seen('areaManager', '?scope=region')).toEqual(['三', '二', '一'])
    expect(await seen('southManager')).toEqual(['四'])
    expect(await seen('director')).toEqual(['四', '三', '二', '一'])
    expect(await seen('director', '?scope=mine')).toEqual([])
    expect(await seen('rep', '?scope=all')).toEqual(['一'])
  })

  test('a row carries everything the screen shows, and what this person may do next', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const taskId = await planned(database, world, { customer: 'mine', assignee: 'rep' })
    const id = await happened(database, world, {
      customer: 'mine',
      at: '2026-03-01T02:00:00.000Z',
      text: '新任务',
      kind: 'task',
      subjectKind: 'task',
      subjectId: taskId,
    })
    const { body } = await web.call('GET', '/api/feed', { as: 'rep' })
    expect(body).toEqual({
      items: [
        {
          id,
          kind: 'task',
          at: '2026-03-01T02:00:00.000Z',
          customer: { id: world.customers.mine, name: '优鲜达一店' },
          stage: { id: world.stageIds[0], name: '初步接触', code: 'contact' },
          actor: { id: world.staff.rep, name: '李雷' },
          text: '新任务',
          actions: [
            { code: 'completeTask', text: '完成' },
            { code: 'note', text: '记一句' },
            { code: 'openCustomer', text: '看客户' },
          ],
        },
      ],
      nextCursor: null,
    })
    const codes = async (as: 'storeManager' | 'finance') =>
      (await web.call('GET', '/api/feed', { as })).body.items[0].actions.map(
        ({ code }: { code: string }) => code,
      )
    expect(await codes('storeManager')).toEqual(['completeTask', 'note', 'openCustomer'])
    expect(await codes('finance')).toEqual(['openCustomer'])
  })

  test('pages end at a row and lose or double nothing, rows of the same instant included', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    for (let n = 0; n < 45; n++)
      await happened(database, world, {
        customer: n % 2 ? 'mine' : 'east',
        at: `2026-03-01T02:00:${String(Math.floor(n / 10)).padStart(2, '0')}.000Z`,
        text: `${n}`,
      })
    for (const as of ['storeManager', 'director'] as const) {
      const seen: string[] = []
      let cursor: string | null = ''
      const sizes: number[] = []
      do {
        const { body } = await web.call('GET', `/api/feed?cursor=${cursor}`, { as })
        sizes.push(body.items.length)
        seen.push(...body.items.map(({ text }: { text: string }) => text))
        cursor = body.nextCursor
      } while (cursor)
      expect(sizes).toEqual([20, 20, 5])
      expect(seen.map(Number)).toEqual(Array.from({ length: 45 }, (_, n) => 44 - n))
    }
  })

  test('what was taken back is not shown; what has no text is named by its kind; the system has a name', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const at = '2026-03-01T02:00:00.000Z'
    await happened(database, world, { customer: 'mine', at, text: '撤', voidedAt: new Date(at) })
    const id = await happened(database, world, { customer: 'mine', at, kind: 'message', actorStaffId: null })
    await database.transaction((tx) => tx.run('delete from touchpoint_text where touchpoint_id = ?', [id]))
    const { body } = await web.call('GET', '/api/feed', { as: 'rep' })
    expect(body.items).toMatchObject([{ id, text: '有消息往来', actor: { id: 'system', name: '系统' } }])
  })

  test('a customer who has left the reach takes the past along', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    await happened(database, world, { customer: 'mine', at: '2026-03-01T02:00:00.000Z' })
    await database.transaction((tx) =>
      tx.run('update customer set owner_id = ? where id = ?', [world.staff.otherRep, world.customers.mine]),
    )
    expect((await web.call('GET', '/api/feed', { as: 'rep' })).body.items).toEqual([])
  })

  test('a cursor that is malformed or another list’s is refused', async () => {
    const web = await startWeb(await openEmpty())
    const foreign = Buffer.from(JSON.stringify(['timeline', 1772330400000, 'tch_1'])).toString('base64url')
    const text = Buffer.from(JSON.stringify(['feed', 'x', 'tch_1'])).toString('base64url')
    for (const cursor of ['%00', 'abc', foreign, text, 'W10', 'bnVsbA', "';drop table org;--"]) {
      const { status, body } = await web.call('GET', `/api/feed?cursor=${encodeURIComponent(cursor)}`, {
        as: 'rep',
      })
      expect([cursor, status, body.error.code]).toEqual([cursor, 400, 'bad_cursor'])
    }
  })
})
