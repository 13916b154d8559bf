import { type Atom, evaluate, round } from './evaluate'
import { BAN, DIAN, DUO, digitOf, isDigit, isLetter, JI, LAI, LIANG, TWENTY, unitOf, YU } from './numerals'
import { readArabic } from './read-arabic'

/**
 * Numbers as they are said and typed: 两百五, 一万二, 半, 十来, 七八, 1.2万, 贰拾, 1,200, 2O. One pass, no backtracking
 * further than the word itself.
 */
export interface NumberValue {
  end: number
  value: number
  /** Upper bound of 七八, 二三十. */
  max?: number
  approx?: boolean
  /** 几箱: some, unknown how many. */
  vague?: boolean
  /** Arabic digits only, no 万 and the like: how many digits before the point. */
  digits?: number
  /** Index of the decimal point of an arabic number. */
  point?: number
  /** 半 by itself. */
  half?: boolean
  /** 一二三, 二零零四: read digit by digit. */
  positional?: boolean
}

/**
 * Reads the number starting at `start`, undefined if none. `gap` marks spaces, which end arabic numbers; `wordAt` tells
 * whether a listed word (百事可乐) starts at an index, so that 20百事可乐 is 20; `commaAt` whether a comma groups thousands.
 */
export function readNumber(
  text: string,
  gap: Uint8Array,
  start: number,
  wordAt: (index: number) => boolean,
  commaAt: (index: number) => boolean,
): NumberValue | undefined {
  const atoms: Atom[] = []
  let i = start
  let approx = false
  let positional = false
  let arabic = 0
  let point: number | undefined
  let digits: number | undefined
  let chineseOnly = true
  const first = text.charCodeAt(start)
  if (first === BAN) return { end: start + 1, value: 0.5, half: true }
  for (; i < text.length; ) {
    const code = text.charCodeAt(i)
    if (isDigit(code)) {
      if (atoms.length > 0 && atoms[atoms.length - 1]?.unit === 0 && atoms[atoms.length - 1]?.low !== 0) break
      if (atoms.length > 0 && gap[i] === 1) break
      const run = readArabic(text, gap, i, commaAt)
      i = run.end
      digits = run.digits
      point = run.point ?? point
      arabic++
      atoms.push({ unit: 0, low: run.value, high: run.value })
      continue
    }
    if (code < 0x4e00) break
    const twenty = TWENTY.get(code)
    if (twenty !== undefined) {
      atoms.push({ unit: 0, low: twenty, high: twenty }, { unit: 10, low: 0, high: 0 })
      i++
      continue
    }
    const unit = unitOf.get(code)
    if (unit !== undefined) {
      if (atoms.length === 0) {
        // 百三, 万九, 百来 are numbers; 百 or 万 before anything else is part of a name.
        const next = text.charCodeAt(i + 1)
        const before = text.charAt(i - 1)
        if (unit >= 100 && unit <= 1e4 && (before === '上' || before === '成') && next >= 0x3400)
          approx = true
        else if (unit !== 10 && !digitOf.has(next) && next !== LAI && next !== 0x628a && !unitOf.has(next))
          return undefined
      } else if (wordAt(i)) break
      const last = atoms[atoms.length - 1]
      if (gap[i] === 1 && last?.unit === 0 && unit < 1e4 && unit !== 100 && unit !== 1000) break
      atoms.push({ unit, low: 0, high: 0 })
      i++
      continue
    }
    if (digitOf.has(code)) {
      const previous = atoms[atoms.length - 1]
      if (i > start && wordAt(i) && !(previous && previous.unit > 0)) break
      if (previous && previous.unit === 0 && previous.low > 0) break
      if (code === LIANG && i > start) {
        // 二两 is a weight, 两千两百 a number
        const next = unitOf.get(text.charCodeAt(i + 1))
        if (next === undefined || next === 10) break
      }
      let end = i
      while (
        end < text.length &&
        digitOf.has(text.charCodeAt(end)) &&
        !(end > i && text.charCodeAt(end) === LIANG && !unitOf.has(text.charCodeAt(end + 1)))
      ) {
        if (end > i && wordAt(end)) break
        end++
      }
      const length = end - i
      const d1 = digitOf.get(code) ?? 0
      if (length === 1) atoms.push({ unit: 0, low: d1, high: d1 })
      else if (d1 === 0 && previous) {
        // 一千零五: the zero, then the digit
        const d2 = digitOf.get(text.charCodeAt(i + 1)) ?? 0
        atoms.push({ unit: 0, low: 0, high: 0 }, { unit: 0, low: d2, high: d2 })
        end = i + 2
      } else {
        const d2 = digitOf.get(text.charCodeAt(i + 1)) ?? 0
        if (length === 2 && (d2 === d1 + 1 || (d1 === 3 && d2 === 5)) && d1 > 0) {
          atoms.push({ unit: 0, low: d1, high: d2 })
          approx = true
        } else {
          let value = 0
          for (let k = i; k < end; k++) value = value * 10 + (digitOf.get(text.charCodeAt(k)) ?? 0)
          atoms.push({ unit: 0, low: value, high: value })
          positional = length > 1
        }
      }
      i = end
      continue
    }
    if (code === JI) {
      const previous = atoms[atoms.length - 1]
      if (previous === undefined) {
        // 几箱, 几十箱, 好几百
        let end = i + 1
        while (end < text.length && unitOf.has(text.charCodeAt(end)) && end < i + 4) end++
        return { end, value: Number.NaN, vague: true, approx: true }
      }
      if (previous.unit > 0 || previous.low % 10 === 0) {
        approx = true
        i++
        continue
      }
      break
    }
    if (code === LAI || code === DUO || code === YU || code === 0x628a) {
      const previous = atoms[atoms.length - 1]
      if (!previous || approx) break
      const next = text.charCodeAt(i + 1)
      if (code === DUO && (next === 0x5c11 || next === 0x52a0)) break // 多少, 多加
      const tens =
        previous.unit > 0 ||
        (previous.low >= 10 && previous.low % 10 === 0) ||
        (code === DUO && previous.low >= 10)
      if (!tens) break
      if ((code === LAI || code === 0x628a) && (Number.isNaN(next) || next < 0x3400) && !isLetter(next)) break
      if (code === 0x628a && previous.unit === 0) break
      approx = true
      i++
      continue
    }
    break
  }
  if (atoms.length === 0) return undefined
  for (const atom of atoms) if (atom.unit > 0) chineseOnly = false
  let value = evaluate(atoms, false)
  let max = evaluate(atoms, true)
  // 百十来 is about a hundred
  if (approx && atoms.length === 2 && atoms[0]?.unit === 100 && atoms[1]?.unit === 10) value = max = 100
  if (text.charCodeAt(i) === DIAN && arabic === 0 && gap[i] === 0) {
    const decimal = chineseDecimal(text, i + 1)
    if (decimal !== undefined) {
      value = round(value + decimal.fraction)
      max = value
      i = decimal.end
      while (unitOf.has(text.charCodeAt(i)) && (unitOf.get(text.charCodeAt(i)) ?? 0) >= 1e4) {
        value *= unitOf.get(text.charCodeAt(i)) ?? 1
        max = value
        i++
      }
    }
  }
  const next = text.charCodeAt(i)
  if (
    arabic > 0 &&
    (next === 107 || next === 75) &&
    !isLetter(text.charCodeAt(i + 1)) &&
    point === undefined &&
    chineseOnly
  ) {
    value *= 1000
    max *= 1000
    i++
    digits = undefined
  }
  const result: NumberValue = { end: i, value: round(value) }
  if (max > value) result.max = round(max)
  if (approx) result.approx = true
  if (arabic === 1 && atoms.length === 1 && digits !== undefined) result.digits = digits
  if (point !== undefined) result.point = point
  if (positional) result.positional = true
  return result
}

/** What may follow 二点五 for it to be two and a half rather than five past two. */
const AFTER_DECIMAL = new Set([...'万亿吨斤公千升米%元块倍克立成毫折'].map((c) => c.charCodeAt(0)))

function chineseDecimal(text: string, start: number): { fraction: number; end: number } | undefined {
  let i = start
  let fraction = 0
  let scale = 0.1
  while (i < text.length && digitOf.has(text.charCodeAt(i)) && text.charCodeAt(i) !== LIANG) {
    fraction += (digitOf.get(text.charCodeAt(i)) ?? 0) * scale
    scale /= 10
    i++
  }
  if (i === start || !AFTER_DECIMAL.has(text.charCodeAt(i))) return undefined
  return { fraction, end: i }
}
