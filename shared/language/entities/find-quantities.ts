import type { Normalised } from '../normalise'
import { createTrie } from '../trie'
import type { Quantity } from '../types'
import type { FoundNumber } from './find-numbers'

/** Words of a unit, its name, and its international name. */
const UNITS: [string, string, string][] = [
  ['元 块 块钱 人民币 元人民币 圆 元钱 元整 rmb', '元', 'Chinese yuan'],
  ['角 毛 毛钱', '角', 'Jiao'],
  ['分钱', '分', 'Fen'],
  ['美元 美金 刀 usd', '美元', 'United States dollar'],
  ['欧元 元欧元', '欧元', 'Euro'],
  ['英镑', '英镑', 'British pound'],
  ['日元 日币', '日元', 'Japanese yen'],
  ['港元 港币 港幣', '港元', 'Hong Kong dollar'],
  ['台币 新台币', '新台币', 'New Taiwan dollar'],
  ['韩元', '韩元', 'South Korean won'],
  ['泰铢', '泰铢', 'Thai baht'],
  ['卢布', '卢布', 'Russian ruble'],
  ['卢比', '卢比', 'Indian rupee'],
  ['瑞士法郎 法郎', '瑞士法郎', 'Swiss franc'],
  ['澳元', '澳元', 'Australian dollar'],
  ['加元', '加元', 'Canadian dollar'],
  ['新加坡元 新元', '新加坡元', 'Singapore dollar'],
  ['奈拉', '奈拉', 'Nigerian naira'],
  ['越南盾', '越南盾', 'Vietnamese dong'],
  ['比索', '比索', 'Peso'],
  ['里拉', '里拉', 'Turkish lira'],
  ['兰特', '兰特', 'South African rand'],
  ['克 g 公克', '克', 'Gram'],
  ['公斤 千克 kg', '公斤', 'Kilogram'],
  ['毫克 mg', '毫克', 'Milligram'],
  ['斤 市斤', '斤', 'Jin'],
  ['两', '两', 'Liang'],
  ['吨 t', '吨', 'Ton'],
  ['磅', '磅', 'Pound'],
  ['盎司', '盎司', 'Ounce'],
  ['米 m 公尺', '米', 'Meter'],
  ['厘米 公分 cm', '厘米', 'Centimeter'],
  ['毫米 mm', '毫米', 'Millimeter'],
  ['千米 公里 km 公裏', '公里', 'Kilometer'],
  ['英寸 英吋 吋 inch', '英寸', 'Inch'],
  ["英尺 呎 foot feet feets ft '", '英尺', 'Foot'],
  ['码', '码', 'Yard'],
  ['英里 mile miles', '英里', 'Mile'],
  ['里', '里', 'Li'],
  ['海里', '海里', 'Nautical mile'],
  ['光年', '光年', 'Light year'],
  ['平方米 平米', '平方米', 'Square meter'],
  ['平方公里 平方千米', '平方公里', 'Square kilometer'],
  ['公顷', '公顷', 'Hectare'],
  ['亩', '亩', 'Mu'],
  ['立方米', '立方米', 'Cubic meter'],
  ['升 l 公升', '升', 'Liter'],
  ['毫升 ml', '毫升', 'Milliliter'],
  ['加仑', '加仑', 'Gallon'],
  ['摄氏度 度摄氏 ℃ °c 摄氏°', '摄氏度', 'C'],
  ['华氏度 °f 华氏°', '华氏度', 'F'],
  ['度 °', '度', 'Degree'],
  ['岁 周岁', '岁', 'Year'],
  ['个月大', '个月', 'Month'],
  ['周大', '周', 'Week'],
  ['天大', '天', 'Day'],
  ['字节', '字节', 'Byte'],
  ['千字节 kb', 'KB', 'Kilobyte'],
  ['兆字节 mb', 'MB', 'Megabyte'],
  ['吉字节 gb', 'GB', 'Gigabyte'],
  ['太字节 tb', 'TB', 'Terabyte'],
  ['赫兹 hz', '赫兹', 'Hertz'],
  ['千赫 千赫兹', '千赫', 'Kilohertz'],
  ['兆赫 兆赫兹', '兆赫', 'Megahertz'],
  ['瓦 瓦特', '瓦', 'Watt'],
  ['千瓦', '千瓦', 'Kilowatt'],
  ['兆瓦', '兆瓦', 'Megawatt'],
  ['马力', '马力', 'Horsepower'],
  ['焦耳', '焦耳', 'Joule'],
  ['千焦', '千焦', 'Kilojoule'],
  ['伏', '伏', 'Volt'],
  ['千米每小时 公里每小时', '千米每小时', 'Kilometer per hour'],
  ['米每秒', '米每秒', 'Meter per second'],
  [
    '箱 件 盒 瓶 袋 包 桶 罐 听 支 只 个 提 筐 篮 份 打 条 卷 板 套 台 把 捆 双 对 车 本 张 辆 头 匹 株 颗',
    '',
    '',
  ],
]
const PREFIXES: [string, string, string][] = [
  ['华氏温度', '华氏度', 'F'],
  ['华氏', '华氏度', 'Fahrenheit'],
  ['摄氏温度', '摄氏度', 'C'],
  ['摄氏', '摄氏度', 'Celsius'],
  ['人民币', '元', 'Chinese yuan'],
  ['¥', '元', 'Chinese yuan'],
  ['港币', '港元', 'HKD'],
  ['$', '美元', 'United States dollar'],
  ['€', '欧元', 'Euro'],
]
const ALSO: Record<string, string[]> = {
  C: ['Celsius'],
  F: ['Fahrenheit'],
  'Hong Kong dollar': ['HKD'],
  HKD: ['Hong Kong dollar'],
  Celsius: ['C'],
  Fahrenheit: ['F'],
}

interface Unit {
  names: string[]
}
const trie = createTrie<Unit>()
for (const [words, name, international] of UNITS)
  for (const word of words.split(' '))
    trie.add(word, () => ({
      names: name === '' ? [word] : [name, international, ...(ALSO[international] ?? [])],
    }))

const round = (n: number) => Math.round(n * 1e6) / 1e6

/** Numbers with a unit: 六斤八两, 5元3毛, 三米九, 1.2万元. */
export function findQuantities(norm: Normalised, numbers: readonly FoundNumber[]): Quantity[] {
  const { text } = norm
  const out: Quantity[] = []
  const add = (number: number, names: readonly string[]) => {
    for (const unit of names) out.push({ number: round(number), unit })
  }
  for (let n = 0; n < numbers.length; n++) {
    const found = numbers[n]
    if (found === undefined) continue
    let value = found.values[0] ?? 0
    const unit = trie.longest(text, found.end)
    const length = trie.matchedLength
    if (unit === undefined) {
      for (const [prefix, name, international] of PREFIXES)
        if (text.startsWith(prefix, found.start - prefix.length))
          add(value, [name, international, ...(ALSO[international] ?? [])])
      if (value >= 1e4 && /[万亿]$/.test(text.slice(found.start, found.end))) add(value, ['元'])
      continue
    }
    let { names } = unit
    let end = found.end + length
    // 一吨半, 六斤八两, 三米九, 5元3毛
    const next = numbers[n + 1]
    if (text.charAt(end) === '半') {
      value += 0.5
      end++
    } else if (next !== undefined && next.start === end) {
      const small = trie.longest(text, next.end)
      const second = next.values[0] ?? 0
      const smallName = small?.names[0]
      const character = text.charAt(next.end)
      const name = names[0]
      if (name === '斤' && smallName === '两') value += second / 10
      else if (name === '公斤' && smallName === '克') value += second / 1000
      else if (name === '米' && smallName === '厘米') value += second / 100
      else if (name === '元' || name === '角' || name === '个') {
        const tenth = character === '角' || character === '毛' || character === '毫'
        if (tenth) {
          value += name === '角' ? 0 : second / 10
          const third = numbers[n + 2]
          if (third !== undefined && third.start === next.end + 1) value += (third.values[0] ?? 0) / 100
        } else if (name === '角' && character === '分') value += second / 10
        else if (name === '元' && second < 10) value += second / 10
      } else if (small === undefined && second < 10 && Number.isInteger(second)) value += second / 10
    }
    if (text.startsWith('港币', found.start - 2)) names = ['港元', 'HKD', 'Hong Kong dollar']
    for (const [prefix, name, international] of PREFIXES)
      if (text.startsWith(prefix, found.start - prefix.length) && names[0] === '度')
        names = [name, international, ...(ALSO[international] ?? [])]
    add(value, names)
  }
  // 米九: one metre ninety
  const tall = text.indexOf('米')
  if (tall >= 0 && (tall === 0 || !numbers.some((f) => f.end === tall))) {
    const next = numbers.find((f) => f.start === tall + 1)
    if (next !== undefined && (next.values[0] ?? 99) < 10)
      add(1 + (next.values[0] ?? 0) / 10, ['米', 'Meter'])
  }
  return out
}
