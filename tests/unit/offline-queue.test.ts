import {
  afterSending,
  atStart,
  goneWith,
  held,
  nextToSend,
  pauseMs,
  tryAgain,
  type Waiting,
  type Write,
} from '../../miniprogram/src/offline/queue-rules'

const phone = { at: '2026-03-04T06:40:00.000Z' }
const writes: Record<string, (visitId: string, id: string) => Write> = {
  in: (visitId) => ({
    kind: 'checkIn',
    visitId,
    body: { id: visitId, customerId: 'cus_1', place: null, phone },
  }),
  photo: (visitId, id) => ({ kind: 'photo', visitId, about: { id, visitId, place: null, phone } }),
  seen: (visitId, id) => ({ kind: 'finding', visitId, body: { id, phone, kind: 'remark', text: '看了' } }),
  out: (visitId, id) => ({
    kind: 'checkOut',
    visitId,
    body: { id, place: null, phone, nextStep: { kind: 'none', reason: '没人' } },
  }),
  note: () => ({ kind: 'note', customerId: 'cus_1', body: { text: '记一句' } }),
}

/** `one:in` is the check-in of visit one; a `!` behind it says that it failed, a `~` that it was on its way. */
const queue = (...names: string[]): Waiting[] =>
  names.map((name, order) => {
    const [visitId = '', kind = ''] = name.replace(/[!~]$/, '').split(':')
    const id = name.replace(/[!~]$/, '')
    const state = name.endsWith('!') ? 'failed' : name.endsWith('~') ? 'sending' : 'waiting'
    const madeAt = phone.at
    return {
      id,
      by: 'stf_1',
      order,
      madeAt,
      about: '客户',
      write: writes[kind]!(visitId, id),
      state,
      tries: 0,
    }
  })

const fault = (status: number, code = 'refused') => ({ status, code, message: '不行。' })
const [item] = queue('one:in') as [Waiting]

describe('the queue of what waits on a phone', () => {
  test('what was made first is sent first, whatever order it is found in', () => {
    expect(nextToSend(queue('one:in', 'one:photo', 'one:out').reverse())?.id).toBe('one:in')
    expect(nextToSend([])).toBeUndefined()
  })

  test('a failed one is passed by; what hangs on a failed check-in waits with it, and only that', () => {
    const items = queue('one:in!', 'one:photo', 'one:out', 'two:in', 'two:note')
    expect([...held(items)]).toEqual(['one:photo', 'one:out'])
    expect(nextToSend(items)?.id).toBe('two:in')
    expect(nextToSend(queue('one:in!', 'one:out'))).toBeUndefined()
  })

  test('a photo that was refused does not keep anybody from leaving', () => {
    expect(nextToSend(queue('one:photo!', 'one:seen!', 'one:out'))?.id).toBe('one:out')
  })

  test('what is on its way is not sent a second time beside it, and again after the page was closed', () => {
    const items = queue('one:in~')
    expect(nextToSend(items)).toBeUndefined()
    expect(nextToSend(items.map(atStart))?.id).toBe('one:in')
    expect(queue('one:in!').map(atStart)[0]?.state).toBe('failed')
  })

  test('written, also when it was written before: it is gone', () => {
    expect(afterSending(item, undefined)).toEqual({ next: 'gone' })
  })

  test.each([
    ['no network', fault(0, 'offline')],
    ['a proxy that answers for the server', fault(502, 'no_answer')],
    ['somebody who has to sign in first', fault(401)],
    ['too many at once', fault(429)],
  ])('%s: it waits, and no try is counted', (_, why) => {
    expect(afterSending(item, why)).toEqual({ next: 'waiting', item: { ...item, fault: undefined } })
  })

  test('a server that breaks is tried again, and after five times the others go on', () => {
    let broken = item
    const states: string[] = []
    for (let time = 0; time < 5; time++) {
      const step = afterSending(broken, fault(500, 'internal'))
      states.push(step.next)
      if (step.next !== 'gone') broken = step.item
    }
    expect(states).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'failed'])
    expect(broken.fault).toMatchObject({ code: 'internal', message: '不行。' })
    expect(tryAgain(broken)).toEqual({ ...item, fault: undefined })
  })

  test.each([400, 403, 404, 409, 413, 415, 422])(
    'refused with %i: failed, with what the server said',
    (status) => {
      expect(afterSending(item, fault(status))).toMatchObject({
        next: 'failed',
        item: { fault: { message: '不行。' } },
      })
    },
  )

  test('giving up a check-in gives up its visit; giving up anything else only that', () => {
    const items = queue('one:in!', 'one:photo', 'two:in', 'one:out')
    expect(goneWith(items, 'one:in')).toEqual(['one:in', 'one:photo', 'one:out'])
    expect(goneWith(items, 'one:photo')).toEqual(['one:photo'])
    expect(goneWith(items, 'gone')).toEqual([])
  })

  test('pauses grow to a minute', () => {
    expect([1, 2, 3, 6, 40].map(pauseMs)).toEqual([2000, 4000, 8000, 60_000, 60_000])
  })
})
