import { createTask } from 'node-cron'
import { duePeriods } from '../../server/platform/job-runner-schedule'

const due = (cron: string, timezone: string, after: string, until: string) =>
  [...duePeriods(cron, timezone, new Date(after), new Date(until))].map(
    ({ name, at }) => `${name} ${at.toISOString().slice(0, 16)}Z`,
  )

test('a daily time is due on the wall of the zone', () => {
  const at = '2026-03-01T00:00Z'
  expect(due('0 18 * * *', 'Asia/Shanghai', '2026-02-26T12:00Z', at)).toEqual([
    '2026-02-28T18:00 2026-02-28T10:00Z',
    '2026-02-27T18:00 2026-02-27T10:00Z',
  ])
  expect(due('0 18 * * *', 'America/New_York', '2026-02-27T12:00Z', at)).toEqual([
    '2026-02-28T18:00 2026-02-28T23:00Z',
    '2026-02-27T18:00 2026-02-27T23:00Z',
  ])
  expect(due('0 18 * * *', 'Pacific/Kiritimati', '2026-02-28T03:59Z', '2026-03-01T03:59Z')).toEqual([
    '2026-02-28T18:00 2026-02-28T04:00Z',
  ])
})

test('its own instant is due, the one before it is not any more', () => {
  const times = (until: string) => due('30 3 * * *', 'Asia/Shanghai', '2026-03-02T19:30:00Z', until)
  expect(times('2026-03-03T19:29:59.999Z')).toEqual([])
  expect(times('2026-03-03T19:30:00.000Z')).toEqual(['2026-03-04T03:30 2026-03-03T19:30Z'])
})

test('minutes, weekdays, months; a day and a weekday: either is enough', () => {
  expect(due('*/30 9-10 * * 1-5', 'Asia/Shanghai', '2026-03-06T00:00Z', '2026-03-09T01:31Z')).toEqual([
    '2026-03-09T09:30 2026-03-09T01:30Z',
    '2026-03-09T09:00 2026-03-09T01:00Z',
    '2026-03-06T10:30 2026-03-06T02:30Z',
    '2026-03-06T10:00 2026-03-06T02:00Z',
    '2026-03-06T09:30 2026-03-06T01:30Z',
    '2026-03-06T09:00 2026-03-06T01:00Z',
  ])
  expect(due('0 0 29 2 *', 'Etc/UTC', '2019-01-01T00:00Z', '2026-03-01T00:00Z')).toEqual([
    '2024-02-29T00:00 2024-02-29T00:00Z',
    '2020-02-29T00:00 2020-02-29T00:00Z',
  ])
  expect(
    due('0 0 13 * 0', 'Etc/UTC', '2026-03-07T00:00Z', '2026-03-15T00:00Z').map((each) => each.slice(5, 10)),
  ).toEqual(['03-15', '03-13', '03-08'])
})

test('an hour that is skipped is due after the jump, one that is repeated is due once', () => {
  const zone = 'America/New_York'
  expect(due('30 2 * * *', zone, '2026-03-07T12:00Z', '2026-03-09T12:00Z')).toEqual([
    '2026-03-09T02:30 2026-03-09T06:30Z',
    '2026-03-08T02:30 2026-03-08T07:30Z',
  ])
  expect(due('30 1 * * *', zone, '2026-10-31T12:00Z', '2026-11-02T12:00Z')).toEqual([
    '2026-11-02T01:30 2026-11-02T06:30Z',
    '2026-11-01T01:30 2026-11-01T05:30Z',
  ])
})

test('it agrees with node-cron’s own calendar', () => {
  for (const cron of ['0 18 * * *', '15 3 1 * *', '5 4 * * 1', '*/20 8-9 * 3,11 *'])
    for (const timezone of ['Asia/Shanghai', 'Europe/Berlin', 'Asia/Kathmandu']) {
      const task = createTask(cron, () => undefined, { timezone })
      const from = new Date()
      const next = task.getNextRuns(5)
      const until = new Date(next.at(-1)!.getTime())
      const ours = [...duePeriods(cron, timezone, from, until)].map(({ at }) => at.toISOString()).reverse()
      expect({ cron, timezone, ours }).toEqual({ cron, timezone, ours: next.map((at) => at.toISOString()) })
      void task.destroy()
    }
})

test('a wrong expression or zone is an error', () => {
  expect(() => due('0 0 18 * * *', 'Etc/UTC', '2026-03-01T00:00Z', '2026-03-02T00:00Z')).toThrow('five-field')
  expect(() => due('0 99 * * *', 'Etc/UTC', '2026-03-01T00:00Z', '2026-03-02T00:00Z')).toThrow()
  expect(() => due('0 1 * * *', 'Mars/Base', '2026-03-01T00:00Z', '2026-03-02T00:00Z')).toThrow()
})
