/** What is written in digits and is one token: 10:30, 2026-03-05, 20260305, and models as 205/55R16. */
import { isDigit } from './numbers/numerals'
import { type Token, token } from './token'

function digitRun(text: string, start: number, most: number, gap?: Uint8Array): number {
  let i = start
  while (
    i < start + most &&
    isDigit(text.charCodeAt(i)) &&
    (gap === undefined || i === start || gap[i] === 0)
  )
    i++
  return i - start
}

const toNumber = (text: string, start: number, length: number) => {
  let value = 0
  for (let i = start; i < start + length; i++) value = value * 10 + (text.charCodeAt(i) - 48)
  return value
}

/** 10:30, 10:30:15 */
export function readClock(text: string, gap: Uint8Array, start: number): Token | undefined {
  const hours = digitRun(text, start, 3)
  if (hours < 1 || hours > 2 || text.charCodeAt(start + hours) !== 58) return undefined
  const at = start + hours + 1
  if (digitRun(text, at, 3, gap) !== 2) return undefined
  const hour = toNumber(text, start, hours)
  const minute = toNumber(text, at, 2)
  if (hour > 24 || minute > 59) return undefined
  const result = token('clock', start, at + 2, gap[start] === 1)
  result.a = hour
  result.b = minute
  result.c = -1
  if (text.charCodeAt(at + 2) === 58 && digitRun(text, at + 3, 3, gap) === 2) {
    const second = toNumber(text, at + 3, 2)
    if (second < 60) {
      result.c = second
      result.end = at + 5
    }
  }
  return result
}

/** 20260305 */
function readCompactDate(text: string, gap: Uint8Array, start: number): Token | undefined {
  const year = toNumber(text, start, 4)
  const month = toNumber(text, start + 4, 2)
  const day = toNumber(text, start + 6, 2)
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const result = token('date', start, start + 8, gap[start] === 1)
  result.a = year
  result.b = month
  result.c = day
  return result
}

/** 2026-03-05, 2026/3/5, 2026.3.5 */
export function readDate(text: string, gap: Uint8Array, start: number): Token | undefined {
  const run = digitRun(text, start, 9, gap)
  if (run === 8) return readCompactDate(text, gap, start)
  if (run !== 4) return undefined
  const separator = (code: number) => code === 45 || code === 47 || code === 46
  let i = start + 4
  if (!separator(text.charCodeAt(i))) return undefined
  const months = digitRun(text, i + 1, 3)
  if (months < 1 || months > 2) return undefined
  const month = toNumber(text, i + 1, months)
  i += 1 + months
  if (month < 1 || month > 12 || !separator(text.charCodeAt(i))) return undefined
  const days = Math.min(2, digitRun(text, i + 1, 5, gap))
  if (days < 1) return undefined
  const day = toNumber(text, i + 1, days)
  if (day < 1 || day > 31) return undefined
  const result = token('date', start, i + 1 + days, gap[start] === 1)
  result.a = toNumber(text, start, 4)
  result.b = month
  result.c = day
  return result
}

/** Letters between the numbers of a tyre or an oil. */
const R = 82
const W = 87
const Z = 90

/** 205/55R16, 245/45ZR18, 195R14, 5W-30, 10W40: numbers of a model, none of which is a quantity (12W20个). */
export function readModel(
  text: string,
  gap: Uint8Array,
  start: number,
  unitAt: (index: number) => boolean,
): Token | undefined {
  let i = start + digitRun(text, start, 4, gap)
  if (text.charCodeAt(i) === 47) i += 1 + digitRun(text, i + 1, 3, gap)
  if (text.charCodeAt(i) === Z) i++
  const letter = text.charCodeAt(i)
  if (letter !== R && letter !== W) return undefined
  i++
  if (letter === W && text.charCodeAt(i) === 45) i++
  const rest = digitRun(text, i, 3, gap)
  return rest === 2 && !unitAt(i + rest) ? token('text', start, i + rest, gap[start] === 1) : undefined
}
