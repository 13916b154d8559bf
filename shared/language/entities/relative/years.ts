import { dayOf } from '../../time/calendar'
import type { FoundRelative, Spot } from './spot'
import { DAY, N, toNumber } from './units'

/** 九十年代, 民国三年, 2019到2021年. */

const DECADE = /^(?:(上世纪|本世纪|([0-9一二十]+)世纪)的?)?([0-9]{2}|[一二三四五六七八九]十)年代/
const REPUBLIC = new RegExp(`^民国${N}年`)
const YEARS = /^([12][0-9]{3})年?(?:到|至|-|~|与|和)([12][0-9]{3})年?(?:之间|间)?/
const MONTH_TO_YEAR = /^([12][0-9]{3})\.([01]?[0-9])-([12][0-9]{3})/

export function findYears({ start, here, add, finish }: Spot): FoundRelative | undefined {
  let m = DECADE.exec(here)
  if (m !== null) {
    const n = toNumber(m[3])
    const century =
      m[1] === '上世纪'
        ? 1900
        : m[1] === '本世纪'
          ? 2000
          : m[2] !== undefined
            ? (toNumber(m[2]) - 1) * 100
            : undefined
    const starts =
      century !== undefined ? [century + n] : [n < 30 ? 2000 + n : 1900 + n, n < 30 ? 1900 + n : 2000 + n]
    for (const y of starts) add(dayOf(y, 1, 1) * DAY, dayOf(y + 10, 1, 1) * DAY, 'year')
    return finish(start, m[0].length)
  }
  m = REPUBLIC.exec(here)
  if (m !== null) {
    const y = 1911 + toNumber(m[1])
    add(dayOf(y, 1, 1) * DAY, dayOf(y + 1, 1, 1) * DAY, 'year')
    return finish(start, m[0].length)
  }
  m = MONTH_TO_YEAR.exec(here)
  if (m !== null) {
    add(dayOf(Number(m[1]), Number(m[2]), 1) * DAY, dayOf(Number(m[3]) + 1, 1, 1) * DAY, 'month')
    return finish(start, m[0].length)
  }
  m = YEARS.exec(here)
  if (m !== null) {
    add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[2]) + 1, 1, 1) * DAY, 'year')
    add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[2]), 1, 1) * DAY, 'year')
    return finish(start, m[0].length)
  }
  return undefined
}
