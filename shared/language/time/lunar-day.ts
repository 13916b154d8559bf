import { LUNAR_FIRST_YEAR, LUNAR_YEARS } from '../tables/lunar'
import { dayOf } from './calendar'

/**
 * Day number of a lunar date, undefined outside the table. `year` is the lunar year, named after the solar year in
 * which it begins; a date beyond the month's end is its last day. Example: `lunarDay(2026, 8, 15)` is 2026-09-25.
 */
export function lunarDay(year: number, month: number, date: number): number | undefined {
  const row = LUNAR_YEARS[year - LUNAR_FIRST_YEAR]
  if (row === undefined || month < 1 || month > 12) return undefined
  const [offset, leap, lengths] = row
  let day = dayOf(year, 1, 1) + offset
  // The leap month follows the month whose number it bears.
  const index = leap > 0 && month > leap ? month : month - 1
  for (let i = 0; i < index; i++) day += lengths.charAt(i) === '1' ? 30 : 29
  const length = lengths.charAt(index) === '1' ? 30 : 29
  return day + Math.min(date, length) - 1
}

/** 清明 of a year between 1901 and 2099, by the usual solar-term formula. */
export function qingmingDay(year: number): number {
  const y = year % 100
  const constant = year < 2000 ? 5.59 : 4.81
  return dayOf(year, 4, Math.floor(y * 0.2422 + constant) - Math.floor(y / 4))
}

/**
 * The solar terms by the usual formula: the day of the month for the 21st century. 2021's 冬至 and 2026's 雨水 come a
 * day earlier than it says.
 */
export function solarTermDay(year: number, month: number, thousandths: number): number {
  const y = year - 2000
  const leaps = Math.floor((month <= 2 ? y - 1 : y) / 4)
  let date = Math.floor(y * 0.2422 + thousandths / 1000) - leaps
  if ((year === 2021 && month === 12 && date === 22) || (year === 2026 && month === 2 && date === 19)) date--
  return dayOf(year, month, date)
}
