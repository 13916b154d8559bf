import { phoneCustomers } from '../../server/customers/phone-customers'
import type { Scope } from '../../server/organisation/scope'
import { onEveryEngine } from '../support/engines'
import { askedBy } from '../support/recording-reader'
import { startWeb, stopAllWebs } from '../support/web'
import type { PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('customers for a phone without a network', (openEmpty) => {
  test('all within reach and nobody else’s; unchanged ones are not sent again', async () => {
    const web = await startWeb(await openEmpty())
    const ask = (as: PersonName, version = '') =>
      web.call('GET', `/api/phone/customers${version && `?version=${version}`}`, { as })
    const { body } = await ask('rep')
    const names = body.customers.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['优鲜达一店', '好邻居超市']))
    expect(names).not.toContain('百果园西湖')
    expect(body.customers[0]).toMatchObject({ owner: { name: '李雷' }, store: { name: '文三路店' } })
    expect((await ask('rep', body.version)).body).toEqual({ version: body.version })

    await web.database.transaction((tx) =>
      tx.run('update customer set last_touch_at = ? where id = ?', [
        web.clock.now(),
        web.world.customers.mine,
      ]),
    )
    const after = await ask('rep', body.version)
    expect(after.body.version).not.toBe(body.version)
    expect(after.body.customers).toHaveLength(names.length)
    expect((await ask('rep', 'x'.repeat(65))).status).toBe(400)
    expect((await web.call('GET', '/api/phone/customers')).status).toBe(401)
  })

  test('one query, whoever asks', async () => {
    const web = await startWeb(await openEmpty())
    const director = {
      orgId: web.world.orgId,
      timezone: 'Asia/Shanghai',
      staffId: web.world.staff.director,
      name: '钱总',
      role: 'director',
      reach: { column: null },
    } as Scope
    const { asked } = await askedBy(web.database, (reader) => phoneCustomers(reader, director))
    expect(asked).toHaveLength(1)
  })
})
