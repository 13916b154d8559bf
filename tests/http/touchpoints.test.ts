import { recordTouchpoint } from '../../server/touchpoints/record-touchpoint'
import { Touchpoint } from '../../server/touchpoints/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'
import { happened, type PersonName } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('facts are append-only', (openEmpty) => {
  test('a correction is a new fact that names the old one, and is no contact', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const fact = await happened(database, world, {
      customer: 'mine',
      at: '2026-03-03T06:33:00.000Z',
      text: '到一号仓',
    })
    const correct = async (as: PersonName, id = fact, body: object = { text: '到的是二号仓' }) => {
      const answer = await web.call('POST', `/api/touchpoints/${id}/correct`, { as, body })
      return { ...answer, code: answer.body.error?.code }
    }
    for (const [as, status] of [
      ['otherRep', 404],
      ['southManager', 404],
      ['finance', 403],
    ] as const)
      expect([as, (await correct(as)).status]).toEqual([as, status])
    expect((await correct('rep', fact, { text: ' ' })).code).toBe('invalid_input')
    expect((await correct('rep', fact, { text: '好', occurredAt: '2026-01-01T00:00:00.000Z' })).code).toBe(
      'invalid_input',
    )
    const first = await correct('rep')
    expect(first.body.touchpoint).toMatchObject({
      text: '更正 2026-03-03 14:33 的拜访：到的是二号仓',
      corrects: fact,
    })
    expect((await correct('storeManager')).code).toBe('corrected_already')
    const timeline = async () =>
      (await web.call('GET', `/api/customers/${world.customers.mine}/timeline`, { as: 'rep' })).body.items
    expect(await timeline()).toMatchObject([
      { id: first.body.touchpoint.id, corrects: fact, countsAsContact: false, voided: false },
      { id: fact, text: '到一号仓', correctedBy: first.body.touchpoint.id, voided: false },
    ])
    expect((await web.call('POST', `/api/undo/${first.body.undo.id}`, { as: 'rep' })).status).toBe(200)
    expect((await timeline())[1].correctedBy).toBeUndefined()
    expect((await correct('storeManager')).status).toBe(200)
    expect((await correct('rep', first.body.touchpoint.id)).code).toBe('voided')
  })

  test('without a customer or a minute nothing is stored, whatever asks', async () => {
    const web = await startWeb(await openEmpty())
    const { database, world } = web
    const fact = await happened(database, world, { customer: 'mine', at: '2026-03-03T06:33:00.000Z' })
    const known = (await database.read((reader) =>
      reader.findOne(Touchpoint, { orgId: world.orgId, id: fact }),
    ))!
    for (const [n, missing] of (
      ['customerId', 'occurredAt', 'recordedAt', 'storeId', 'kind'] as const
    ).entries()) {
      const row = { ...known, id: `tch_none${n}`, sourceKey: `none${n}`, [missing]: null }
      await expect(
        database.transaction((tx) => tx.insert(Touchpoint, row as unknown as Touchpoint)),
      ).rejects.toThrow(/null/i)
    }
    for (const via of ['chat', 'miniprogram', 'api', 'job'] as const) {
      const record = (more: object) =>
        database.transaction((tx) =>
          recordTouchpoint(tx, {
            customer: {
              orgId: world.orgId,
              id: world.customers.mine,
              ownerId: null,
              storeId: world.stores.west,
              regionId: world.regions.north,
            },
            kind: 'note',
            occurredAt: web.clock.now(),
            recordedAt: web.clock.now(),
            actorStaffId: null,
            actorContactId: null,
            via,
            sourceKey: `path:${via}`,
            text: via,
            ...more,
          }),
        )
      await expect(record({ recordedAt: null })).rejects.toThrow(/null/i)
      await expect(
        record({ customer: { orgId: world.orgId, id: null, storeId: 's', regionId: 'r', ownerId: null } }),
      ).rejects.toThrow(/null/i)
      await record({})
    }
    const stored = await database.read((reader) =>
      reader.rows<{ via: string; customerId: string; occurredAt: Date }>(
        "select via, customer_id as customerId, occurred_at as occurredAt from touchpoint where org_id = ? and kind = 'note'",
        [world.orgId],
      ),
    )
    expect(stored.map(({ via }) => via).sort()).toEqual(['api', 'chat', 'job', 'miniprogram'])
    for (const { customerId, occurredAt } of stored)
      expect([customerId, occurredAt]).toEqual([world.customers.mine, web.clock.now()])
  })
})
