import { dayOf } from '../../time/calendar'
import type { FoundRelative, Spot } from './spot'
import { DAY } from './units'

/** Dates written the way other countries do (31/12/2019, 12-31-19), and a lone year. */

const LOOSE_DATE = /^([0-9]{1,4})([-./])([0-9]{1,2})([-./])([0-9]{1,4})/
const YEAR = /^([12][0-9]{3})(?![0-9.:/-])/

export function findLooseDate({
  search,
  start,
  here,
  read,
  isNumber,
  add,
  finish,
  found,
}: Spot): FoundRelative | undefined {
  if (!isNumber) return undefined
  let m = LOOSE_DATE.exec(here)
  const gaps = search.norm.gap
  if (m === null) {
    const spaced = /^([0-9]{4})([0-9]{1,2})([0-9]{1,2})$/.exec(here.slice(0, 8))
    if (spaced !== null && gaps[start + 4] === 1) {
      const day = dayOf(Number(spaced[1]), Number(here.slice(4, 6)), Number(here.slice(6, 8)))
      add(day * DAY, (day + 1) * DAY, 'day')
      return finish(start, 8)
    }
  } else {
    const [a, b, c] = [Number(m[1]), Number(m[3]), Number(m[5])]
    const century = (y: number) => (y < 70 ? 2000 + y : y < 100 ? 1900 + y : y)
    const valid = (y: number, mo: number, d: number) => mo >= 1 && mo <= 12 && d >= 1 && d <= 31 && y >= 1900
    if (c > 31 && valid(c, b, a)) add(dayOf(c, b, a) * DAY, (dayOf(c, b, a) + 1) * DAY, 'day')
    if (valid(century(a), b, c))
      add(dayOf(century(a), b, c) * DAY, (dayOf(century(a), b, c) + 1) * DAY, 'day')
    if (c > 31 && valid(c, a, b)) add(dayOf(c, a, b) * DAY, (dayOf(c, a, b) + 1) * DAY, 'day')
    if (found()) return finish(start, m[0].length)
  }
  m = YEAR.exec(here)
  if (
    m !== null &&
    read === undefined &&
    gaps[start + 4] !== 2 &&
    (search.norm.text.length === 4 || /^(到|至|-|~)/.test(here.slice(4)))
  ) {
    add(dayOf(Number(m[1]), 1, 1) * DAY, dayOf(Number(m[1]) + 1, 1, 1) * DAY, 'year')
    return finish(start, 4)
  }
  return undefined
}
