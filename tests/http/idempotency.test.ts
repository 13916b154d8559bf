import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'
import { planned } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('Idempotency-Key', (openEmpty) => {
  const keyed = (key: string) => ({ 'Idempotency-Key': key })

  async function withTask() {
    const web = await startWeb(await openEmpty())
    const task = await planned(web.database, web.world, { customer: 'mine', assignee: 'rep' })
    const notes = `/api/customers/${web.world.customers.mine}/notes`
    const count = async () =>
      Number(
        (
          await web.database.read((reader) =>
            reader.row<{ n: number }>('select count(*) as n from touchpoint'),
          )
        )?.n,
      )
    return { web, task, notes, count }
  }

  test('the same key again answers the same and does nothing', async () => {
    const { web, notes, count } = await withTask()
    const ask = () =>
      web.call('POST', notes, { as: 'rep', body: { text: '要早点送' }, headers: keyed('k 1') })
    const first = await ask()
    web.clock.forward(60_000)
    const second = await ask()
    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(await count()).toBe(1)
  })

  test('two at once with the same key: both are answered the same, one is done', async () => {
    const { web, task, notes, count } = await withTask()
    for (const [path, body] of [
      [notes, { text: '要早点送' }],
      [`/api/tasks/${task}/complete`, { remark: '好了' }],
    ] as const) {
      const before = await count()
      const answers = await Promise.all(
        Array.from({ length: 5 }, () =>
          web.call('POST', path, { as: 'rep', body, headers: keyed(`at-once ${path}`) }),
        ),
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
      for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
      expect(await count()).toBe(before + 1)
    }
  })

  test('without a key the same write twice is two writes', async () => {
    const { web, notes, count } = await withTask()
    for (let n = 0; n < 2; n++) await web.call('POST', notes, { as: 'rep', body: { text: '要早点送' } })
    expect(await count()).toBe(2)
  })

  test('a key is one person’s, and one route’s', async () => {
    const { web, task, notes, count } = await withTask()
    const body = { text: '要早点送' }
    await web.call('POST', notes, { as: 'rep', body, headers: keyed('k') })
    const other = await web.call('POST', notes, { as: 'storeManager', body, headers: keyed('k') })
    expect(other.status).toBe(200)
    expect(await count()).toBe(2)
    const elsewhere = await web.call('POST', `/api/tasks/${task}/complete`, {
      as: 'rep',
      headers: keyed('k'),
    })
    expect([elsewhere.status, elsewhere.body.error.code]).toEqual([409, 'key_used_elsewhere'])
  })

  test('a write that was refused may be tried again with its key', async () => {
    const { web, task } = await withTask()
    const path = `/api/tasks/${task}/complete`
    const refused = await web.call('POST', path, { as: 'rep', body: { version: 7 }, headers: keyed('k') })
    expect([refused.status, refused.body.error.code]).toEqual([409, 'version_conflict'])
    const done = await web.call('POST', path, { as: 'rep', body: { version: 1 }, headers: keyed('k') })
    expect(done.status).toBe(200)
  })

  test('a key of 1 to 128 printable characters, or 400', async () => {
    const { web, notes } = await withTask()
    const status = async (key: string) =>
      (await web.call('POST', notes, { as: 'rep', body: { text: '好' }, headers: keyed(key) })).status
    expect(await status('x'.repeat(128))).toBe(200)
    expect(await status('x'.repeat(129))).toBe(400)
    expect(await status('')).toBe(400)
    expect(await status('caf\u00e9')).toBe(400)
  })
})
