/** The characters of numbers and what they are worth. To add a numeral, add it here. */

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
export const digitOf = new Map<number, number>()
for (const [key, value] of Object.entries(DIGITS)) if (value >= 0) digitOf.set(key.charCodeAt(0), value)
export const unitOf = new Map<number, number>()
for (const [key, value] of Object.entries(UNITS)) unitOf.set(key.charCodeAt(0), value)
export const TWENTY = new Map(
  [
    ['廿', 2],
    ['卅', 3],
    ['卌', 4],
  ].map(([k, v]) => [(k as string).charCodeAt(0), v as number]),
)

export const LIANG = '两'.charCodeAt(0)
export const BAN = '半'.charCodeAt(0)
export const JI = '几'.charCodeAt(0)
export const LAI = '来'.charCodeAt(0)
export const DUO = '多'.charCodeAt(0)
export const YU = '余'.charCodeAt(0)
export const DIAN = '点'.charCodeAt(0)

export const isDigit = (code: number) => code >= 48 && code <= 57

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

/** 1 for every character a number may begin with; asked of every character of every line. */
const starts = new Uint8Array(65536)
for (let code = 48; code <= 57; code++) starts[code] = 1
for (const code of [...digitOf.keys(), ...unitOf.keys(), ...TWENTY.keys(), BAN, JI]) starts[code] = 1

export const startsNumber = (code: number): boolean => starts[code] === 1
