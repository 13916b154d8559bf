import { phoneCustomers } from '../../server/customers/phone-customers'
import { namesSince } from '../../server/messages/speaker-dictionary'
import type { Anchor, Scope } from '../../server/organisation/scope'
import type { CustomerRow } from '../../shared/api/customers'
import { onEveryEngine } from '../support/engines'
import { askedBy } from '../support/recording-reader'
import { startWeb, stopAllWebs, type TestWeb } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('customers for a phone without a network', (openEmpty) => {
  type Answer = { version: string; whole: boolean; parts: { part: number; customers: CustomerRow[] }[] }
  let web: TestWeb
  const ask = async (as: PersonName, version = ''): Promise<Answer> =>
    (await web.call('GET', `/api/phone/customers${version && `?version=${version}`}`, { as })).body
  const namesIn = ({ parts }: Answer) => parts.flatMap(({ customers }) => customers.map(({ name }) => name))

  const scopeOf = (role: 'rep' | 'director', reach: Anchor): Scope => ({
    orgId: web.world.orgId,
    timezone: 'Asia/Shanghai',
    staffId: web.world.staff[role],
    name: role,
    role,
    reach,
  })

  /** A phone, as it puts together what it is told. */
  function phone(as: PersonName) {
    let version = ''
    let parts: Record<number, CustomerRow[]> = {}
    return {
      sync: async () => {
        const answer = await ask(as, version)
        if (answer.whole) parts = {}
        for (const { part, customers } of answer.parts) parts[part] = customers
        version = answer.version
        return answer
      },
      names: () =>
        Object.values(parts)
          .flatMap((rows) => rows.map(({ name }) => name))
          .sort(),
    }
  }

  test('all within reach and nobody else’s; unchanged ones are not sent again', async () => {
    web = await startWeb(await openEmpty())
    const first = await ask('rep')
    expect(first.whole).toBe(true)
    expect(namesIn(first)).toEqual(expect.arrayContaining(['优鲜达一店', '好邻居超市']))
    expect(namesIn(first)).not.toContain('百果园西湖')
    expect(first.parts[0]?.customers[0]).toMatchObject({
      owner: { name: '李雷' },
      store: { name: '文三路店' },
    })
    expect(await ask('rep', first.version)).toEqual({ version: first.version, whole: false, parts: [] })
    // Of another build, or somebody else's: what is theirs and nothing more.
    expect((await ask('rep', 'v1')).whole).toBe(true)
    expect(namesIn(await ask('otherRep', first.version))).not.toContain('优鲜达一店')
    const long = await web.call('GET', `/api/phone/customers?version=${'x'.repeat(8193)}`, { as: 'rep' })
    expect(long.status).toBe(400)
    expect((await web.call('GET', '/api/phone/customers')).status).toBe(401)
  })

  test('what changed is sent, and who went away is gone: touched, renamed, transferred, merged, undone', async () => {
    web = await startWeb(await openEmpty())
    const { customers, staff } = web.world
    const [mine, others] = [phone('rep'), phone('otherRep')]
    await mine.sync()
    await others.sync()
    await web.call('POST', `/api/customers/${customers.mine}/notes`, { as: 'rep', body: { text: '要报价' } })
    expect((await mine.sync()).parts).toEqual([])
    await web.call('POST', '/api/visits', {
      as: 'rep',
      body: {
        id: 'vis_PHONECUSTOMERS0001',
        customerId: customers.mine,
        place: null,
        phone: { at: web.clock.now() },
      },
    })
    expect(namesIn(await mine.sync())).toEqual(['优鲜达一店'])
    const versionOf = async (id: string): Promise<number> =>
      (await web.call('GET', `/api/customers/${id}/file`, { as: 'rep' })).body.version
    const version = await versionOf(customers.mine)
    await web.call('POST', `/api/customers/${customers.mine}/file`, {
      as: 'rep',
      body: { version, name: '优鲜达旗舰店' },
    })
    expect(namesIn(await mine.sync())).toEqual(['优鲜达旗舰店'])
    const moved = await web.call('POST', '/api/transfers', {
      as: 'storeManager',
      body: { customerIds: [customers.second], toOwnerId: staff.otherRep },
    })
    expect(moved.status).toBe(200)
    expect(namesIn(await mine.sync())).not.toContain('好邻居超市')
    expect(mine.names()).not.toContain('好邻居超市')
    await others.sync()
    expect(others.names()).toContain('好邻居超市')
    await web.call('POST', `/api/undo/${moved.body.undo.id}`, { as: 'storeManager' })
    await mine.sync()
    expect(mine.names()).toContain('好邻居超市')
    const merged = await web.call('POST', '/api/merges', {
      as: 'rep',
      body: {
        survivorId: customers.mine,
        mergedId: customers.second,
        survivorVersion: await versionOf(customers.mine),
        mergedVersion: await versionOf(customers.second),
      },
    })
    expect(merged.status).toBe(200)
    await mine.sync()
    expect(mine.names()).toEqual(namesIn(await ask('rep')).sort())
    expect(mine.names()).not.toContain('好邻居超市')
  })

  test('the names a line is read with: all of mine at first, then what changed, and what is gone', async () => {
    web = await startWeb(await openEmpty())
    const { staff, customers } = web.world
    const rep = scopeOf('rep', { column: 'owner_id', ids: [staff.rep] })
    const since = (version?: string) => web.database.read((reader) => namesSince(reader, rep, version))
    const namesIn = ({ parts }: Awaited<ReturnType<typeof since>>) =>
      parts.flatMap((part) => part.customers.map(({ name }) => name))
    const first = await since()
    expect(first.whole).toBe(true)
    expect(namesIn(first)).toEqual(expect.arrayContaining(['优鲜达一店', '好邻居超市']))
    expect(namesIn(first)).not.toContain('百果园西湖')
    expect(await since(first.version)).toEqual({ version: first.version, whole: false, parts: [] })
    expect((await since('of another build')).whole).toBe(true)
    const moved = await web.call('POST', '/api/transfers', {
      as: 'storeManager',
      body: { customerIds: [customers.second], toOwnerId: staff.otherRep },
    })
    expect(moved.status).toBe(200)
    const next = await since(first.version)
    expect(next.whole).toBe(false)
    expect(namesIn(next)).not.toContain('好邻居超市')
    // The part it lay in is sent without it.
    const lay = first.parts.find((part) => part.customers.some(({ name }) => name === '好邻居超市'))
    expect(next.parts.map(({ part }) => part)).toContain(lay?.part)
  })

  test('one query, whoever asks', async () => {
    web = await startWeb(await openEmpty())
    const director = scopeOf('director', { column: null })
    const { asked } = await askedBy(web.database, (reader) => phoneCustomers(reader, director))
    expect(asked).toHaveLength(1)
  })
})
