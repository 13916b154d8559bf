import { clockText, dayText, minuteText } from '../../shared/text/minutes'

const now = new Date('2026-03-04T06:40:00.000Z')
const say = (at: string, offset?: number) => minuteText(new Date(at), now, offset)

test('today, yesterday and tomorrow are said in words, with the minute', () => {
  expect(say('2026-03-04T06:33:59.999Z')).toBe('今天 14:33')
  expect(say('2026-03-03T09:48:00.000Z')).toBe('昨天 17:48')
  expect(say('2026-03-05T02:00:00.000Z')).toBe('明天 10:00')
})

test('every other day is its full date', () => {
  expect(say('2026-02-22T06:33:00.000Z')).toBe('2026-02-22 14:33')
  expect(say('2026-03-06T02:00:00.000Z')).toBe('2026-03-06 10:00')
  expect(say('2025-03-04T06:33:00.000Z')).toBe('2025-03-04 14:33')
})

test("the day turns at the organisation's midnight, not at UTC's", () => {
  expect(say('2026-03-03T15:59:59.999Z')).toBe('昨天 23:59')
  expect(say('2026-03-03T16:00:00.000Z')).toBe('今天 00:00')
  expect(say('2026-03-04T16:00:00.000Z')).toBe('明天 00:00')
  expect(say('2026-03-03T15:59:00.000Z', 540)).toBe('今天 00:59')
  expect(say('2026-03-04T04:30:00.000Z', -300)).toBe('昨天 23:30')
})

test('a leap day and a new year are days like others', () => {
  expect(minuteText(new Date('2028-02-29T02:00:00Z'), new Date('2028-03-01T02:00:00Z'))).toBe('昨天 10:00')
  expect(minuteText(new Date('2026-12-31T15:00:00Z'), new Date('2026-12-31T16:00:00Z'))).toBe('昨天 23:00')
})

test('the parts stand alone where a block already says the other', () => {
  expect(clockText(new Date('2026-03-04T01:12:00.000Z'))).toBe('09:12')
  expect(dayText(new Date('2026-03-04T15:59:00.000Z'), now)).toBe('今天')
})
