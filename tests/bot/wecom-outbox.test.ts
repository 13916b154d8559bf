import { createAppChannel } from '../../bot/channels/app-channel'
import { createAccessTokens } from '../../bot/wecom/access-token'
import { createWecomClient } from '../../bot/wecom/client'
import { Outbox } from '../../server/alerts/tables'
import { createLog } from '../../server/platform/log'
import { createOutboxDelivery } from '../../server/platform/outbox-delivery'
import { onEveryEngine } from '../support/engines'
import { handMovedClock } from '../support/wecom-clock'
import { startWecomStandIn, type WecomStandIn } from '../support/wecom-stand-in'

onEveryEngine('from the outbox to a member’s phone', (openEmpty) => {
  let wecom: WecomStandIn
  afterEach(() => wecom.stop())

  const set = async () => {
    const database = await openEmpty()
    const clock = handMovedClock()
    wecom = await startWecomStandIn({ now: () => clock.now().getTime() })
    const tokens = createAccessTokens({ baseUrl: wecom.url, clock })
    const client = createWecomClient({ baseUrl: wecom.url, app: wecom.app, tokens })
    const channel = createAppChannel(async () => client)
    const delivery = createOutboxDelivery({
      database,
      clock,
      log: createLog('silent'),
      channels: ['wecom'],
      deliver: (row) => channel.send(row),
    })
    const row = (n: number, chatId: string): Outbox => ({
      orgId: 'org_1',
      id: `out_${String(n).padStart(4, '0')}`,
      channel: 'wecom',
      chatId,
      target: 'person',
      kind: 'push',
      messageRef: null,
      dedupeKey: `k${n}`,
      text: `第${n}条`,
      state: 'pending',
      attempts: 0,
      nextAt: clock.now(),
      leaseOwner: null,
      leaseUntilAt: null,
      lastError: null,
      createdAt: clock.now(),
      sentAt: null,
    })
    const write = (rows: Outbox[]) => database.transaction((tx) => tx.insert(Outbox, rows))
    const states = async () =>
      (
        await database.read((reader) =>
          reader.rows<{ state: string; n: number }>(
            'select state, count(*) as n from outbox group by state order by state',
          ),
        )
      ).map(({ state, n }) => `${state} ${n}`)
    return { clock, delivery, row, write, states }
  }

  test('a burst of 75 to one member: WeCom silently drops what is over 30 a minute, so nothing is over', async () => {
    const { clock, delivery, row, write, states } = await set()
    await write(Array.from({ length: 75 }, (_, n) => row(n, 'zhangsan')))
    for (let second = 0; second < 200; second += 5) {
      await delivery.deliverDue()
      clock.move(5000)
    }
    expect(wecom.dropped).toEqual([])
    expect(wecom.shown.map(({ text }) => text)).toEqual(Array.from({ length: 75 }, (_, n) => `第${n}条`))
    expect(await states()).toEqual(['sent 75'])
  })

  test('a set-up that is mended after hours loses nothing, and asks WeCom less and less often meanwhile', async () => {
    const { clock, delivery, row, write, states } = await set()
    wecom.faults.alwaysOnSend = 60020
    await write([row(1, 'zhangsan'), row(2, 'zhangsan'), row(3, 'lisi')])
    for (let minute = 0; minute < 8 * 60; minute++) {
      if (minute === 30) await write([row(4, 'zhangsan')])
      await delivery.deliverDue()
      clock.move(60_000)
    }
    expect(await states()).toEqual(['pending 4'])
    // Two recipients each time, after 1, 2, 4 … minutes, every two hours in the end.
    expect(wecom.calls.get('/cgi-bin/message/send')).toBeLessThan(24)
    wecom.faults.alwaysOnSend = undefined
    for (let minute = 0; minute < 2 * 60 + 1; minute++) {
      await delivery.deliverDue()
      clock.move(60_000)
    }
    expect(await states()).toEqual(['sent 4'])
    const toZhangsan = wecom.shown.filter(({ userId }) => userId === 'zhangsan').map(({ text }) => text)
    expect(toZhangsan).toEqual(['第1条', '第2条', '第4条'])
  })

  test('an outage of some minutes delays and loses nothing; an unknown member is given up at once', async () => {
    const { clock, delivery, row, write, states } = await set()
    wecom.faults.httpStatus = 502
    await write([row(1, 'zhangsan'), row(2, 'zhangsan'), row(3, 'lisi')])
    for (let minute = 0; minute < 4; minute++) {
      await delivery.deliverDue()
      clock.move(60_000)
    }
    wecom.faults.httpStatus = undefined
    await write([row(4, 'nobody')])
    for (let minute = 0; minute < 10; minute++) {
      await delivery.deliverDue()
      clock.move(60_000)
    }
    expect(await states()).toEqual(['dead 1', 'sent 3'])
    expect(wecom.shown.filter(({ userId }) => userId === 'zhangsan').map(({ text }) => text)).toEqual([
      '第1条',
      '第2条',
    ])
  })
})
