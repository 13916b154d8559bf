import type { Normalised } from '../normalise'
import { startsNumber } from '../numbers/numerals'
import { readNumber } from '../numbers/read-number'

export interface FoundNumber {
  start: number
  end: number
  /** The preferred reading first: 一打 is one, and twelve. */
  values: number[]
}

const isDigit = (code: number) => code >= 48 && code <= 57
const never = () => false

/** Chinese or arabic digits after a decimal point. */
function fractionAt(text: string, start: number): { value: number; end: number } | undefined {
  const digits = '零一二三四五六七八九'
  let i = start
  let value = 0
  let scale = 0.1
  for (; i < text.length; i++) {
    const character = text.charAt(i)
    let d = digits.indexOf(character)
    if (d < 0 && isDigit(text.charCodeAt(i))) d = text.charCodeAt(i) - 48
    if (d < 0 && character === '〇') d = 0
    if (d < 0) break
    value += d * scale
    scale /= 10
  }
  return i === start ? undefined : { value, end: i }
}

const SCALES: Record<string, number> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, m: 1e6, B: 1e9, T: 1e12 }
const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
const tidy = (n: number) => Number(n.toPrecision(15))

/** Numbers of any script: fractions (三分之一), decimals (六点六), powers, signs, 2.5M. Linear. */
export function findNumbers(norm: Normalised): FoundNumber[] {
  const { text, gap, from, original } = norm
  const out: FoundNumber[] = []
  const commaAt = (index: number) => {
    const code = original.charCodeAt(from[index] ?? 0)
    return code === 44 || code === 0xff0c
  }
  const read = (start: number): { value: number; end: number } | undefined => {
    let i = start
    let negative = false
    const first = text.charAt(i)
    if (first === '负' || first === '-') {
      negative = true
      i++
    }
    let value: number
    let end: number
    if (text.charAt(i) === '.' && isDigit(text.charCodeAt(i + 1)) && text.charAt(i - 1) !== '.') {
      const fraction = fractionAt(text, i + 1)
      if (fraction === undefined) return undefined
      value = fraction.value
      end = fraction.end
    } else {
      if (!startsNumber(text.charCodeAt(i))) return undefined
      const number = readNumber(text, gap, i, never, commaAt)
      if (number === undefined || number.vague) return undefined
      value = number.value
      end = number.end
      if (text.charAt(end) === '点') {
        const fraction = fractionAt(text, end + 1)
        if (fraction !== undefined && number.point === undefined) {
          value = tidy(value + fraction.value)
          end = fraction.end
        }
      }
    }
    const e = text.charAt(end)
    if ((e === 'e' || e === 'E' || e === '^') && gap[end] === 0) {
      let k = end + 1
      const sign = text.charAt(k) === '-' ? -1 : 1
      if (text.charAt(k) === '+' || text.charAt(k) === '-') k++
      let power = 0
      const at = k
      while (isDigit(text.charCodeAt(k)) && k < at + 3) power = power * 10 + (text.charCodeAt(k++) - 48)
      if (k > at) {
        value = tidy(e === '^' ? value ** (sign * power) : value * 10 ** (sign * power))
        end = k
      }
    } else if (
      SCALES[e] !== undefined &&
      isDigit(text.charCodeAt(end - 1)) &&
      !isLetter(text.charCodeAt(end + 1)) &&
      (e !== 'm' || gap[end] === 1)
    ) {
      value = tidy(value * (SCALES[e] ?? 1))
      end++
    }
    return { value: negative ? -value : value, end }
  }
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i)
    const signed = code === 0x8d1f || (code === 45 && !(i > 0 && isDigit(text.charCodeAt(i - 1))))
    if (!signed && code !== 46 && !startsNumber(code)) {
      i++
      continue
    }
    // 一百分之五十五: per cent, before it is read as a hundred
    const head = read(i)
    if (head === undefined) {
      if (text.startsWith('百分之', i) || text.startsWith('千分之', i) || text.startsWith('万分之', i)) {
        const share = read(i + 3)
        if (share !== undefined) {
          const whole = code === 0x767e ? 100 : code === 0x5343 ? 1000 : 1e4
          out.push({ start: i, end: share.end, values: [tidy(share.value / whole), share.value] })
          i = share.end
          continue
        }
      }
      i++
      continue
    }
    const whole = head
    let values = [whole.value]
    let { end } = whole
    const fractionFrom = (base: number, from: number): boolean => {
      const mixed = text.charAt(from) === '又'
      const denominator = mixed ? read(from + 1) : { value: whole.value, end: from }
      if (denominator === undefined || !text.startsWith('分之', denominator.end)) return false
      const numerator = read(denominator.end + 2)
      if (numerator === undefined || denominator.value === 0) return false
      const share = numerator.value / denominator.value
      values = mixed ? [tidy(base < 0 ? base - share : base + share)] : [tidy(share), numerator.value]
      end = numerator.end
      return true
    }
    if (
      !fractionFrom(whole.value, whole.end) &&
      text.charAt(end) === '/' &&
      isDigit(text.charCodeAt(end + 1))
    ) {
      const denominator = read(end + 1)
      if (denominator !== undefined && denominator.value !== 0) {
        values = [tidy(whole.value / denominator.value), whole.value]
        end = denominator.end
      }
    } else if (gap[end] === 1 && isDigit(text.charCodeAt(end)) && Number.isInteger(whole.value)) {
      // 1 3/5
      const numerator = read(end)
      if (numerator !== undefined && text.charAt(numerator.end) === '/') {
        const denominator = read(numerator.end + 1)
        if (denominator !== undefined && denominator.value !== 0) {
          values = [tidy(whole.value + numerator.value / denominator.value)]
          end = denominator.end
        }
      }
    }
    const unit = text.charAt(end)
    const value = values[0] ?? 0
    if (unit === '打') values.push(value * 12)
    if (unit === '对' || unit === '双') values.push(value * 2)
    out.push({ start: i, end, values })
    i = Math.max(end, i + 1)
  }
  return out
}
