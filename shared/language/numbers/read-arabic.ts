import { round } from './evaluate'
import { isDigit, isLetter } from './numerals'

const DOT = 46
const COMMA = 44

/** A run of arabic digits: 1,200 with its commas, 2O with its O for zero, 3.15 with its point. */
export function readArabic(
  text: string,
  gap: Uint8Array,
  start: number,
  commaAt: (index: number) => boolean,
): { value: number; end: number; digits: number; point?: number } {
  let i = start
  let point: number | undefined
  const from = start
  let value = 0
  let count = 0
  while (i < text.length && count < 16) {
    const c = text.charCodeAt(i)
    if (i > from && gap[i] === 1) break
    if (isDigit(c)) value = value * 10 + (c - 48)
    else if (isZero(c) && i > from && endsInZeros(text, i)) value = value * 10
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
  return { value, end: i, digits: count, point }
}

const isZero = (code: number) => code === 79 || code === 111

/** 1OO箱, but not 2OZ: no other letter follows. */
function endsInZeros(text: string, index: number): boolean {
  let i = index
  while (isZero(text.charCodeAt(i))) i++
  return !isLetter(text.charCodeAt(i))
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
