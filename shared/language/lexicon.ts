/** All tables in one trie: a word, and every role it may play. The rules decide by context which one it plays. */
import { createTrie, type Trie } from './trie'
import { CATALOGUE } from './words/catalogue-words'
import * as goods from './words/goods-words'
import { KEYWORD_PAIRS, KEYWORD_PHRASES, NOT_SLIPS, SOUND_ALIKES } from './words/keyword-words'
import * as polarity from './words/polarity-words'
import { PROTECTED } from './words/product-words'
import * as talk from './words/talk-words'
import * as time from './words/time-words'

/** Roles in time. */
export const Time = {
  day: 1,
  part: 2,
  week: 4,
  weekday: 8,
  month: 16,
  year: 32,
  monthPoint: 64,
  yearPoint: 128,
  holiday: 256,
  span: 512,
  before: 1024,
  after: 2048,
  within: 4096,
  noDue: 8192,
  numericHoliday: 16384,
  weekend: 32768,
  mark: 65536,
  range: 131072,
  passing: 262144,
} as const

/** Roles in trade and talk. */
export const Role = {
  action: 1,
  short: 2,
  word: 4,
  unit: 8,
  spec: 16,
  otherUnit: 32,
  negator: 64,
  negatingTail: 128,
  canceller: 256,
  question: 512,
  hypothesis: 1024,
  pastBefore: 2048,
  pastAfter: 4096,
  quoted: 8192,
  third: 16384,
  neutral: 32768,
  shortage: 65536,
  correction: 131072,
  each: 262144,
  keyword: 524288,
  filler: 1048576,
  joiner: 2097152,
  approxBefore: 4194304,
  approxAfter: 8388608,
  atLeast: 16777216,
  state: 33554432,
  asUsual: 67108864,
  edge: 134217728,
  measure: 268435456,
  slip: 536870912,
  goods: 1073741824,
} as const

export interface Entry {
  word: string
  time: number
  role: number
  day?: number
  part?: time.Part
  week?: number
  weekday?: number
  month?: number
  year?: number
  point?: string
  /** [kind, a, b, c]: fixed month/date, lunar month/date, n-th weekday, 清明, 除夕. */
  holiday?: readonly ['fixed' | 'lunar' | 'weekday' | 'qingming' | 'eve' | 'term', number, number, number]
  span?: string
  action?: string
  unit?: string
  keyword?: string
  /** 点 时 刻 分 秒 号 日 月 年 */
  mark?: string
}

const split = (words: string) => words.split(/\s+/).filter(Boolean)

/** Roles without any of which, and without numbers and #, a line is chatter; a stock or a price needs its number. */
export const TRADE = Role.action | Role.short | Role.keyword | Role.shortage | Role.canceller

/** 1 for every character that begins a word of trade. */
export const beginsTrade = new Uint8Array(65536)

/** With every field from the beginning: entries of one shape are what the lexer is fast on. */
const blankEntry = (word: string): Entry => ({
  word,
  time: 0,
  role: 0,
  day: undefined,
  part: undefined,
  week: undefined,
  weekday: undefined,
  month: undefined,
  year: undefined,
  point: undefined,
  holiday: undefined,
  span: undefined,
  action: undefined,
  unit: undefined,
  keyword: undefined,
  mark: undefined,
})

function build(): Trie<Entry> {
  const trie = createTrie<Entry>()
  const put = (word: string, timeRole: number, role: number, values: Partial<Entry> = {}) => {
    if (role & TRADE) beginsTrade[word.charCodeAt(0)] = 1
    trie.add(word, (present) => {
      const entry = present ?? blankEntry(word)
      entry.time |= timeRole
      entry.role |= role
      Object.assign(entry, values)
      return entry
    })
  }
  const all = (words: string, timeRole: number, role: number, values: Partial<Entry> = {}) => {
    for (const word of split(words)) put(word, timeRole, role, values)
  }

  for (const [day, words] of time.DAYS) all(words, Time.day, 0, { day })
  for (const [part, words] of time.PARTS) all(words, Time.part, 0, { part })
  for (const [day, part, words] of time.DAY_PARTS) all(words, Time.day | Time.part, 0, { day, part })
  for (const mark of split(time.WEEK_MARKS)) {
    for (const [weekday, words] of time.WEEKDAYS)
      for (const w of split(words)) put(mark + w, Time.weekday, 0, { weekday })
    put(`${mark}末`, Time.weekend, 0, {})
    for (const [week, words] of time.WEEK_PREFIXES)
      for (const prefix of split(words)) {
        put(prefix + mark, Time.week, 0, { week })
        put(`${prefix + mark}内`, Time.week, 0, { week })
        put(`${prefix + mark}之内`, Time.week, 0, { week })
        put(`${prefix + mark}里`, Time.week, 0, { week })
        put(`${prefix + mark}末`, Time.weekend, 0, { week })
        for (const [weekday, days] of time.WEEKDAYS)
          for (const w of split(days)) {
            put(prefix + mark + w, Time.weekday, 0, { week, weekday })
            // 下周周六, 上周星期三
            for (const again of split(time.WEEK_MARKS))
              put(prefix + mark + again + w, Time.weekday, 0, { week, weekday })
          }
        put(`${prefix + mark}周末`, Time.weekend, 0, { week })
      }
  }
  all('大周末 周末内', Time.weekend, 0)
  for (const [month, words] of time.MONTHS) all(words, Time.month, 0, { month })
  for (const [year, words] of time.YEARS) all(words, Time.year, 0, { year })
  for (const [point, words] of time.MONTH_POINTS) all(words, Time.monthPoint, 0, { point })
  for (const [point, words] of time.YEAR_POINTS) all(words, Time.yearPoint, 0, { point })
  for (const [a, b, words] of time.HOLIDAYS) all(words, Time.holiday, 0, { holiday: ['fixed', a, b, 0] })
  for (const [a, b, words] of time.LUNAR_HOLIDAYS)
    all(words, Time.holiday, 0, { holiday: ['lunar', a, b, 0] })
  for (const [a, b, c, words] of time.WEEKDAY_HOLIDAYS)
    all(words, Time.holiday, 0, { holiday: ['weekday', a, b, c] })
  for (const [a, b, words] of time.SOLAR_TERMS) all(words, Time.holiday, 0, { holiday: ['term', a, b, 0] })
  all(time.NEW_YEARS_EVE, Time.holiday, 0, { holiday: ['eve', 0, 0, 0] })
  all(time.QINGMING, Time.holiday, 0, { holiday: ['qingming', 0, 0, 0] })
  all(time.NUMERIC_HOLIDAYS, Time.numericHoliday, 0)
  for (const [span, words] of time.SPANS) all(words, Time.span, 0, { span })
  all(time.BEFORE, Time.before, 0)
  all(time.AFTER, Time.after, 0)
  all(time.WITHIN, Time.within, 0)
  all(time.NO_DUE, Time.noDue, 0)
  for (const [mark, words] of time.MARKS) all(words, Time.mark, 0, { mark })
  all(time.RANGES, Time.range, 0)
  all(time.PASSING, Time.passing, 0)

  for (const [action, words] of goods.ACTIONS) all(words, 0, Role.action, { action })
  for (const [action, words] of goods.SURE_SLIPS) all(words, 0, Role.action, { action })
  for (const [action, words] of goods.ACTION_SLIPS) all(words, 0, Role.action | Role.slip, { action })
  for (const [action, words] of goods.SHORT_ACTIONS) all(words, 0, Role.short, { action })
  all(goods.NOT_ACTIONS, 0, Role.word)
  all(PROTECTED, 0, Role.word)
  all(CATALOGUE, 0, Role.word | Role.goods)
  all(talk.WHOLE_NAMES, 0, Role.word)
  all(goods.COUNT_UNITS, 0, Role.unit)
  all(goods.MEASURE_UNITS, 0, Role.unit | Role.measure)
  all(goods.SPEC_UNITS, 0, Role.spec)
  all(goods.OTHER_UNITS, 0, Role.otherUnit)
  for (const [unit, words] of goods.UNIT_NAMES) {
    const role = unit === '元' || unit === '公斤' || unit === '吨' ? Role.unit | Role.measure : Role.measure
    all(words, 0, role, { unit })
  }

  all(polarity.NEGATORS, 0, Role.negator)
  all(polarity.NEGATING_TAILS, 0, Role.negatingTail)
  all(polarity.CANCELLERS, 0, Role.canceller)
  all(polarity.QUESTION_WORDS, 0, Role.question)
  all(polarity.HYPOTHESES, 0, Role.hypothesis)
  all(polarity.PAST_BEFORE, 0, Role.pastBefore)
  all(polarity.PAST_AFTER, 0, Role.pastAfter)
  all(polarity.QUOTED, 0, Role.quoted)
  all(polarity.THIRD_PARTIES, 0, Role.third)
  all(polarity.NEUTRAL, 0, Role.neutral)
  all(polarity.SHORTAGES, 0, Role.shortage)
  all(polarity.CORRECTIONS, 0, Role.correction)
  all(polarity.EACH, 0, Role.each)

  for (const [keyword, phrases] of KEYWORD_PHRASES) all(phrases, 0, Role.keyword, { keyword })
  for (const [keyword, verbs, objects] of KEYWORD_PAIRS)
    for (const verb of split(verbs))
      for (const object of split(objects)) put(verb + object, 0, Role.keyword, { keyword })
  const notSlips = new Set(split(NOT_SLIPS))
  for (const [keyword, phrases] of KEYWORD_PHRASES)
    for (const phrase of split(phrases))
      for (const [right, wrongs] of SOUND_ALIKES) {
        const at = phrase.indexOf(right)
        if (at < 0) continue
        for (const wrong of split(wrongs)) {
          const slip = phrase.slice(0, at) + wrong + phrase.slice(at + 1)
          // Two-character slips are too often real words; the three-character ones are safe.
          const known = trie.longest(slip, 0)
          if (
            slip.length < 3 ||
            notSlips.has(slip) ||
            (known?.word === slip && (known.role & Role.action) === 0)
          )
            continue
          put(slip, 0, Role.keyword, { keyword })
        }
      }
  all('打宽 打欵 千约 千合同', 0, Role.keyword, {})
  put('打宽', 0, Role.keyword, { keyword: '先打款' })
  put('打欵', 0, Role.keyword, { keyword: '先打款' })
  put('千约', 0, Role.keyword, { keyword: '签合同' })

  for (const word of split(talk.FILLERS)) put(word, 0, word.length === 1 ? Role.edge : Role.filler)
  all(talk.JOINERS, 0, Role.joiner)
  all(talk.APPROX_BEFORE, 0, Role.approxBefore)
  all(talk.APPROX_AFTER, 0, Role.approxAfter)
  all(talk.AT_LEAST, 0, Role.atLeast)
  all(talk.STATES, 0, Role.state)
  all(talk.AS_USUAL, 0, Role.asUsual)
  return trie
}

export const lexicon = build()
