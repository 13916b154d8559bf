import { readNumber } from '../../numbers/read-number'
import { addMonths, civilOf, dayOf, weekdayOf } from '../../time/calendar'
import type { TimeGrain } from '../../types'

/** Numbers and units as the patterns of this folder have them, and how far a unit goes. */

export const DAY = 86400
export const N = '([0-9]+|[零一二两三四五六七八九十百]+|半)'
export const UNIT = '(秒钟?|分钟?|刻钟|小时|钟头|天|日|周|星期|礼拜|月份?|季度|年)'

export function toNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN
  if (text === '半') return 0.5
  return (
    readNumber(
      text,
      new Uint8Array(text.length + 1),
      0,
      () => false,
      () => false,
    )?.value ?? Number.NaN
  )
}

/** Start of the unit that holds the moment, and the moment `count` units on from `from`. */
export function step(unit: string, from: number, count: number): number {
  const c = unit.charAt(0)
  if (c === '秒') return from + count
  if (c === '分') return from + count * 60
  if (c === '刻') return from + count * 900
  if (c === '小' || c === '钟') return from + count * 3600
  if (c === '天' || c === '日') return from + count * DAY
  if (c === '周' || c === '星' || c === '礼') return from + count * 7 * DAY
  const months = c === '月' ? count : c === '季' ? count * 3 : count * 12
  const day = Math.floor(from / DAY)
  const rest = from - day * DAY
  const whole = Math.trunc(months)
  return addMonths(day, whole) * DAY + Math.round((months - whole) * 30) * DAY + rest
}

export function floorTo(unit: string, at: number): number {
  const day = Math.floor(at / DAY)
  const c = unit.charAt(0)
  if (c === '秒') return at
  if (c === '分') return at - (((at % 60) + 60) % 60)
  if (c === '小' || c === '钟') return at - (((at % 3600) + 3600) % 3600)
  if (c === '天' || c === '日') return day * DAY
  if (c === '周' || c === '星' || c === '礼') return (day - weekdayOf(day) + 1) * DAY
  const { year, month } = civilOf(day)
  if (c === '月') return dayOf(year, month, 1) * DAY
  if (c === '季') return dayOf(year, month - ((month - 1) % 3), 1) * DAY
  return dayOf(year, 1, 1) * DAY
}

export const grainOf = (unit: string): TimeGrain => {
  const c = unit.charAt(0)
  return c === '秒'
    ? 'second'
    : c === '分' || c === '刻'
      ? 'minute'
      : c === '小' || c === '钟'
        ? 'hour'
        : c === '天' || c === '日'
          ? 'day'
          : c === '周' || c === '星' || c === '礼'
            ? 'week'
            : c === '年'
              ? 'year'
              : 'month'
}
