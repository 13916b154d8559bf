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

const DIGITS: Record<string, number> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  俩: 2,
  仨: 3,
  倆: 2,
  参: 3,
  幺: 1,
  弐: 2,
  弌: 1,
  贝: -1,
  〇: 0,
}
const UNITS: Record<string, number> = {
  十: 10,
  拾: 10,
  百: 100,
  千: 1000,
  万: 1e4,
  亿: 1e8,
  兆: 1e12,
}
const digitOf = new Map<number, number>()
for (const [key, value] of Object.entries(DIGITS)) if (value >= 0) digitOf.set(key.charCodeAt(0), value)
const unitOf = new Map<number, number>()
for (const [key, value] of Object.entries(UNITS)) unitOf.set(key.charCodeAt(0), value)
const TWENTY = new Map(
  [
    ['廿', 2],
    ['卅', 3],
    ['卌', 4],
  ].map(([k, v]) => [(k as string).charCodeAt(0), v as number]),
)

const LIANG = '两'.charCodeAt(0)
const BAN = '半'.charCodeAt(0)
const JI = '几'.charCodeAt(0)
const LAI = '来'.charCodeAt(0)
const DUO = '多'.charCodeAt(0)
const YU = '余'.charCodeAt(0)
const DIAN = '点'.charCodeAt(0)
const DOT = 46
const COMMA = 44

const isDigit = (code: number) => code >= 48 && code <= 57

/** Could a number start with this character? */
export function startsNumber(code: number): boolean {
  return (
    isDigit(code) ||
    (code >= 0x4e00 &&
      (digitOf.has(code) || unitOf.has(code) || TWENTY.has(code) || code === BAN || code === JI))
  )
}

/** [low, high] of the atoms: digits as [d, d'], units as numbers. */
interface Atom {
  unit: number
  low: number
  high: number
}

function evaluate(atoms: Atom[], high: boolean): number {
  let total = 0
  let section = 0
  let current = -1
  let last = 1
  let zero = false
  for (const atom of atoms) {
    if (atom.unit === 0) {
      const d = high ? atom.high : atom.low
      if (d === 0 && atom.high === 0) {
        zero = true
        current = -1
        continue
      }
      current = d
      continue
    }
    const unit = atom.unit
    if (unit >= 1e4) {
      const group = section + Math.max(current, 0)
      if (total > 0 && (group === 0 || unit > total)) total = (total + group) * unit
      else total += (group === 0 ? 1 : group) * unit
      section = 0
    } else section += (current < 0 ? 1 : current) * unit
    current = -1
    zero = false
    last = unit
  }
  if (current >= 0) {
    // 三千五 is 3500, 一万二 12000, 3万5 35000; but 三千零五 3005 and 3万4000 34000
    if (!zero && last >= 100 && current < 10) section += (current * last) / 10
    else section += current
  }
  return total + section
}

const round = (n: number) => Math.round(n * 1e6) / 1e6

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
  const vague = false
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
      const from = i
      let value = 0
      let count = 0
      while (i < text.length && count < 16) {
        const c = text.charCodeAt(i)
        if (i > from && gap[i] === 1) break
        if (isDigit(c)) value = value * 10 + (c - 48)
        else if ((c === 79 || c === 111) && i > from && !isLetter(text.charCodeAt(i + 1))) value = value * 10
        else if (
          c === COMMA &&
          commaAt(i) &&
          threeDigits(text, gap, i + 1) &&
          count > 0 &&
          (count <= 3 || i > from)
        ) {
          i++
          continue
        } else break
        i++
        count++
      }
      digits = count
      if (text.charCodeAt(i) === DOT && isDigit(text.charCodeAt(i + 1)) && gap[i] === 0 && gap[i + 1] === 0) {
        point = i
        let scale = 0.1
        let fraction = 0
        i++
        while (
          i < text.length &&
          (isDigit(text.charCodeAt(i)) || text.charCodeAt(i) === 79 || text.charCodeAt(i) === 111) &&
          gap[i] === 0
        ) {
          const c = text.charCodeAt(i)
          if (!isDigit(c) && isLetter(text.charCodeAt(i + 1))) break
          fraction += (isDigit(c) ? c - 48 : 0) * scale
          scale /= 10
          i++
        }
        value = round(value + fraction)
      }
      // Longer runs are codes and phone numbers: swallow the rest so that nothing of it is read as a quantity.
      while (i < text.length && count >= 16 && isDigit(text.charCodeAt(i))) i++
      arabic++
      atoms.push({ unit: 0, low: value, high: value })
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
  if (vague) result.vague = true
  if (arabic === 1 && atoms.length === 1 && digits !== undefined) result.digits = digits
  if (point !== undefined) result.point = point
  if (positional) result.positional = true
  return result
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function threeDigits(text: string, gap: Uint8Array, i: number): boolean {
  return (
    isDigit(text.charCodeAt(i)) &&
    isDigit(text.charCodeAt(i + 1)) &&
    isDigit(text.charCodeAt(i + 2)) &&
    !isDigit(text.charCodeAt(i + 3)) &&
    gap[i] === 0
  )
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
