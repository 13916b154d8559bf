import { addMonths, civilOf, dayOf } from '../../time/calendar'
import type { FoundRelative, Spot } from './spot'
import { DAY, floorTo, N, toNumber } from './units'

/** 第二季度, 今年前三季度, 上半年, 三月下半月. */

const QUARTER = new RegExp(`^的?(?:第)?${N}个?季度(末|初)?|^Q([1-4])季?度?`, 'i')
const FIRST_QUARTERS = new RegExp(`^的?前${N}个?季度`)
const HALF = /^的?(上|下|前|后)(?:个)?半(年|月|周)/
const HALF_AGO = /^(上|下)个半年/

export function findQuarter({
  search,
  base,
  at,
  rest,
  now,
  year,
  add,
  finish,
}: Spot): FoundRelative | undefined {
  const { ref } = search
  let m = QUARTER.exec(rest)
  if (m !== null) {
    const q = m[3] !== undefined ? Number(m[3]) : toNumber(m[1])
    if (q >= 1 && q <= 4) {
      const first = dayOf(year, q * 3 - 2, 1)
      if (m[2] === '末') add(addMonths(first, 2) * DAY, addMonths(first, 3) * DAY, 'month')
      else if (m[2] === '初') add(first * DAY, addMonths(first, 1) * DAY, 'month')
      add(first * DAY, addMonths(first, 3) * DAY, 'month')
      return finish(at, m[0].length)
    }
  }
  m = FIRST_QUARTERS.exec(rest)
  if (m !== null && base !== undefined) {
    add(dayOf(year, 1, 1) * DAY, dayOf(year, 1 + toNumber(m[1]) * 3, 1) * DAY, 'month')
    return finish(at, m[0].length)
  }
  m = base === undefined ? HALF_AGO.exec(rest) : null
  if (m !== null) {
    const first = ref.month <= 6 ? dayOf(ref.year, 1, 1) : dayOf(ref.year, 7, 1)
    const start = addMonths(first, m[1] === '上' ? -6 : 6)
    add(start * DAY, addMonths(start, 6) * DAY, 'month')
    return finish(at, m[0].length)
  }
  m = HALF.exec(rest)
  if (m !== null) {
    const second = m[1] === '下' || m[1] === '后'
    if (m[2] === '年')
      add(dayOf(year, second ? 7 : 1, 1) * DAY, dayOf(year, second ? 13 : 7, 1) * DAY, 'month')
    else if (m[2] === '月') {
      const c = civilOf(Math.floor((base?.start ?? now) / DAY))
      const first = dayOf(c.year, c.month, 1)
      add((second ? first + 15 : first) * DAY, (second ? addMonths(first, 1) : first + 15) * DAY, 'day')
    } else {
      const monday = Math.floor(floorTo('周', base?.start ?? now) / DAY)
      add((second ? monday + 3 : monday) * DAY, (second ? monday + 7 : monday + 3) * DAY, 'day')
      add((second ? monday + 3 : monday) * DAY, (second ? monday + 7 : monday + 4) * DAY, 'day')
    }
    return finish(at, m[0].length)
  }
  return undefined
}
