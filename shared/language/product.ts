import { lexicon, Role } from './lexicon'

/** What of unknown text may be the name of goods, and its bare form. */

const LEAD = new Set([
  ...'的了吧呢啊哦呀嘛给帮请把将想先再又还也都就个些点下让叫该我你您咱这那说到去些是有够用为',
])
const TAIL = new Set([...'的了吧呢啊哈哦呀嘛也都就再又还先给过个哟喔咯啦呗嘞哒滴货'])
/** Names of goods that begin or end like a small word. */
const KEEP_LEAD = [
  '点心',
  '个护',
  '都乐',
  '先锋',
  '把手',
  '把子',
  '下饭',
  '下水',
  '到手',
  '去火',
  '去屑',
  '去污',
  '去核',
  '去皮',
  '帮宝适',
  '请柬',
  '将军',
  '点读',
  '点钞',
  '用友',
  '有机',
  '有友',
  '有线',
  '为民',
  '是拉差',
  '说明书',
  '够味',
  '想念',
  '先知',
]

/** 的西瓜 → 西瓜 */
export function trimProduct(word: string): string {
  let start = 0
  let end = word.length
  while (start < end - 1 && LEAD.has(word.charAt(start)) && !KEEP_LEAD.some((k) => word.startsWith(k, start)))
    start++
  while (
    end > start + 1 &&
    TAIL.has(word.charAt(end - 1)) &&
    !word.slice(0, end).endsWith('年货') &&
    !word.slice(0, end).endsWith('干货') &&
    !word.slice(0, end).endsWith('百货')
  )
    end--
  // 板蓝根x20盒, 板蓝根*20盒
  const last = word.charAt(end - 1)
  if (
    end > start + 1 &&
    (last === '*' || ((last === 'x' || last === 'X') && word.charCodeAt(end - 2) >= 0x4e00))
  )
    end--
  return word.slice(start, end)
}

/** How remarks begin that are no goods: 放门口, 联系我, 按上次. */
const REMARK = [
  '放',
  '搁',
  '摆',
  '走',
  '找',
  '联系',
  '写',
  '记',
  '按',
  '从',
  '在',
  '跟',
  '让',
  '等',
  '交',
  '做',
  '为',
  '因',
  '不',
  '没',
  '别',
  '客户',
  '务',
  '到时',
  '以',
  '如',
  '由',
  '对',
  '与',
  '可',
  '能',
  '会',
  '得',
  '已',
  '急',
  '卸',
  '收货',
  '签收',
  '付',
  '打',
  '开',
  '看',
  '听',
  '问',
  '通知',
  '提醒',
  '确认',
  '顺',
  '晚',
  '早',
  '要',
  '过来',
  '过去',
  '谁',
  '什',
  '那',
  '这',
  '很',
  '太',
  '真',
  '比较',
  '最',
  '更',
  '特别',
  '非常',
  '十分',
  '卖',
  '剩',
  '够',
  '存',
  '行',
  '好',
  '嗯',
  '哦',
  '呵',
  '嘿',
  '辛苦',
  '多谢',
  '谢',
  '楼',
  '后门',
  '前门',
  '门口',
  '地址',
  '电话',
  '司机',
  '仓库',
  '一',
  '拉',
  '带',
  '用',
  '是',
  '有',
  '说',
  '老规',
  '试试',
  '试卖',
  '试水',
  '试一',
  '货款',
  '尾款',
  '欠款',
  '余款',
  '账款',
  '款项',
  '算',
]
const GOODS_DESPITE = [
  '早餐',
  '卸妆',
  '早教',
  '晚霜',
  '打火',
  '打印',
  '打包',
  '开心果',
  '开关',
  '开水',
  '开瓶器',
  '一次性',
  '好丽友',
  '好奇',
  '好吃点',
  '好太太',
  '不锈',
  '不粘',
  '无',
  '行车记录仪',
  '行李',
  '好时',
  '太太乐',
  '真',
  '收纳',
  '可乐',
  '可口',
  '可比克',
  '可可',
  '会稽',
  '得力',
  '能量',
  '要你',
  '用',
  '有机',
  '有友',
  '没药',
  '对',
  '带鱼',
  '带子',
  '以',
  '如',
  '好',
  '走珠',
  '看',
  '听',
  '早',
  '晚',
  '特别的',
  '最生活',
  '更',
  '开塞露',
  '好记',
  '好想你',
  '好爸爸',
  '一品',
  '楼兰',
  '急支',
  '急救',
  '记号笔',
  '记事本',
  '写字',
  '从',
  '卖',
  '十',
  '按压',
  '按摩',
  '找',
  '放大镜',
  '摆件',
  '摆钟',
  '做',
  '让',
  '交换机',
  '跟',
  '一级',
  '一匙灵',
  '存',
  '带壳',
  '太',
  '拉面',
  '拉杆',
  '拉菲',
  '拉链',
  '这',
  '开衫',
  '好想',
  '为',
  '由',
  '算盘',
  '剩',
  '签字笔',
  '签到',
  '司机套',
  '电话',
  '急冻',
  '速冻',
  '打底',
  '打蛋',
  '打气',
  '打孔',
  '最',
  '司',
]

/** By first character: most words are answered by one look. */
const remarksBy = new Map<string, string[]>()
for (const remark of REMARK)
  remarksBy.set(remark.charAt(0), [...(remarksBy.get(remark.charAt(0)) ?? []), remark])

export function isProductLike(word: string): boolean {
  const bare = trimProduct(word)
  if (bare.length === 0 || bare.length > 24) return false
  const code = bare.charCodeAt(0)
  if (bare.length === 1 && (code < 0x4e00 || ONE_CHARACTER_NO.has(bare))) return false
  const known = lexicon.longest(bare, 0)
  if (known !== undefined && (known.role & Role.word) !== 0 && lexicon.matchedLength > 1) return true
  const remarks = remarksBy.get(bare.charAt(0))
  if (remarks === undefined) return true
  for (const start of remarks) {
    if (!bare.startsWith(start)) continue
    for (const goods of GOODS_DESPITE) if (goods.length > 1 && bare.startsWith(goods)) return true
    return false
  }
  return true
}

const ONE_CHARACTER_NO = new Set([
  ...'的了吧呢啊哈哦呀嘛给帮请把将要想先再又还也都就去到让叫会该我你您他她咱这那在说个些点下来过上里用是有为从由于对光全整正大得地之与必可能同外并且及妥中成行时日月年号分秒半底初末早晚差急另共约每量货小新老多少',
])
