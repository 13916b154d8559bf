/**
 * Words of time. To add a word, add it to its row: 「后儿」 is one more way to say "two days on".
 * Words are separated by spaces.
 */

/** Day relative to today → words. */
export const DAYS: [number, string][] = [
  [0, '今天 今日 今儿 今儿个 今个 今个儿 今夭 今曰 本日 当天 当日 即日 今天内 今天之内 今日内 当天内 今朝天'],
  [
    1,
    '明天 明日 明儿 明儿个 明个 明个儿 明曰 明夭 明田 听日 明朝天 次日 翌日 第二天 隔天 今明两天 明天内 明日内 明天之内 转天',
  ],
  [2, '后天 后日 后儿 后儿个 后个 后个儿 后夭 后曰 明后天 明后两天 后天内'],
  [3, '大后天 大后日 大后儿 大后夭 外后天'],
  [4, '大大后天'],
  [-1, '昨天 昨日 昨儿 昨儿个 昨个 昨夭 昨曰 寻日 琴日'],
  [-2, '前天 前日 前儿 前儿个 前夭'],
  [-3, '大前天 大前日'],
]

export type Part =
  | 'dawn'
  | 'early'
  | 'morning'
  | 'noon'
  | 'afternoon'
  | 'dusk'
  | 'offwork'
  | 'evening'
  | 'night'

/** Hour of the deadline when only the part is said (convention 1); dawn has none of its own. */
export const PART_DUE_HOUR: Record<Part, number> = {
  dawn: 6,
  early: 9,
  morning: 12,
  noon: 12,
  afternoon: 18,
  dusk: 18,
  offwork: 18,
  evening: 21,
  night: 21,
}

export const PARTS: [Part, string][] = [
  ['dawn', '凌晨 清晨三更'],
  [
    'early',
    '早上 早晨 清早 一早 一大早 大清早 大早上 大早 清晨 早间 早上头 早起 早市 早 晨间 朝早 大清早上 上班前 早晌 一清早 晨 开门前 开店前 营业前 开市前 早上上班前 大清早起 麻麻亮 天亮前 天一亮 天亮',
  ],
  ['morning', '上午 午前 头午 上牛 上昼 前晌 上无 上午头 晏前'],
  ['noon', '中午 正午 晌午 午间 大中午 中午头 午饭前 晌午头 午饭时 中牛'],
  ['afternoon', '下午 午后 后晌 后晌午 下半晌 下牛 晏昼 下昼 后半晌 过午 下无 下晌'],
  ['dusk', '傍晚 黄昏 傍黑 天黑前 天黑 擦黑 傍晚时分 太阳落山前 日落前 晚饭前'],
  [
    'offwork',
    '下班前 下班 下班之前 收工前 下班以前 下班时 收班前 打烊前 关门前 关店前 闭店前 歇业前 收摊前 放工前 下班点',
  ],
  ['evening', '晚上 晚间 夜晚 晚 入夜 夜间 晚上头 大晚上 晚黑 夜头 今夜间 晚饭后 夜市'],
  ['night', '半夜 夜里 深夜 午夜 大半夜 三更半夜 后半夜 夜半 下半夜 半夜里'],
]

/** Day and part in one word. */
export const DAY_PARTS: [number, Part, string][] = [
  [0, 'early', '今早 今晨 今朝'],
  [0, 'evening', '今晚 今夜 今儿晚 今晚上 当晚 今晚间 今宵'],
  [1, 'early', '明早 明晨 明儿早 明朝 听朝 明早上'],
  [1, 'evening', '明晚 明夜 明晚上 听晚 明儿晚'],
  [2, 'evening', '后晚'],
  [-1, 'evening', '昨晚 昨夜 昨儿晚 昨晚上 寻晚 琴晚'],
  [-1, 'early', '昨早'],
  [-2, 'evening', '前晚'],
  [1, 'noon', '明午 明中午'],
  [1, 'morning', '明上午 明早晨'],
  [1, 'afternoon', '明下午 明午后'],
  [1, 'dusk', '明傍晚'],
  [0, 'morning', '今上午'],
  [0, 'noon', '今中午'],
  [0, 'afternoon', '今下午'],
  [2, 'early', '后早'],
]

/** Weeks from now → the words before 周/星期/礼拜. */
export const WEEK_PREFIXES: [number, string][] = [
  [0, '本 这 这个 这一 今个 今 当'],
  [1, '下 下个 下一个 下一 来'],
  [2, '下下 下下个'],
  [-1, '上 上个 上一个 上一'],
  [-2, '上上 上上个'],
]
export const WEEK_MARKS = '周 星期 礼拜'
/** Weekday → its characters after 周; 7 is Sunday. 曰 is a usual slip for 日. */
export const WEEKDAYS: [number, string][] = [
  [1, '一 1'],
  [2, '二 2'],
  [3, '三 3'],
  [4, '四 4'],
  [5, '五 5'],
  [6, '六 6'],
  [7, '日 天 曰 7 夭'],
]

export const MONTHS: [number, string][] = [
  [0, '本月 这个月 当月 这月 今个月 本月份 这个月份 月内 本月内 这个月内 当月内'],
  [1, '下个月 下月 下一个月 次月 下个月份 下月份 下月内 下个月内 来月'],
  [2, '下下个月 下下月'],
  [-1, '上个月 上月 上一个月 上月份 上个月份'],
  [-2, '上上个月 上上月'],
]

export const YEARS: [number, string][] = [
  [0, '今年 本年 本年度 当年 今年内 年内 本年内 这一年'],
  [1, '明年 来年 下一年 下年 次年 翌年 明年内'],
  [2, '后年'],
  [3, '大后年'],
  [-1, '去年 上年 上一年 旧年'],
  [-2, '前年'],
  [-3, '大前年'],
]

/** Point of the month or year → words; they may follow a month (下个月底, 3月中). */
export const MONTH_POINTS: [string, string][] = [
  ['end', '月底 月末 月尾 底 末 月终 晦日'],
  ['middle', '月中 中 月半'],
  ['vague', '月初 初 上旬 中旬 下旬 月头 月上旬 月中旬 月下旬 月初头'],
]
export const YEAR_POINTS: [string, string][] = [
  ['end', '年底 年末 年终 岁末 年尾 今年底 今年年底'],
  ['middle', '年中'],
  ['spring', '年前 过年前 节前过年'],
]

/** Gregorian holidays: month, day, words. A name followed by 节 or 长假 is the same. */
export const HOLIDAYS: [number, number, string][] = [
  [1, 1, '元旦 元旦节 新年 阳历新年 公历新年'],
  [2, 14, '情人节'],
  [3, 8, '三八节 妇女节 三八妇女节 女神节 女王节 3.8节 38节 三八 国际妇女节'],
  [3, 12, '植树节'],
  [3, 15, '三一五 消费者权益日 国际消费者权益日'],
  [4, 1, '愚人节'],
  [5, 1, '五一 五一节 劳动节 五一劳动节 五一国际劳动节 五一假期 五一长假 5.1假期 51假期'],
  [5, 4, '五四 青年节 五四青年节'],
  [5, 20, '520'],
  [6, 1, '六一 儿童节 六一儿童节 六一节 国际儿童节'],
  [6, 18, '618 六一八 年中大促 618大促'],
  [8, 1, '八一 建军节 八一建军节'],
  [9, 10, '教师节'],
  [10, 1, '国庆 国庆节 十一黄金周 十一长假 十一假期 国庆长假 国庆假期 十一 十一国庆 国庆黄金周'],
  [10, 31, '万圣节'],
  [11, 11, '双十一 双11 光棍节 双十一大促 双11大促'],
  [12, 12, '双十二 双12'],
  [12, 20, '澳门回归纪念日'],
  [12, 24, '平安夜'],
  [12, 25, '圣诞 圣诞节 耶诞节'],
]
/** Words that are a holiday only where no unit, clock or month follows: 十一 is first of all eleven. */
export const NUMERIC_HOLIDAYS = '十一 五一 六一 八一 三八 五四 520 618 六一八 三一五'

/** Lunar holidays: lunar month, day, words. 除夕 is the day before the next new year. */
export const LUNAR_HOLIDAYS: [number, number, string][] = [
  [1, 1, '春节 过年 大年初一 农历新年 新春 正月初一 农历春节 正月正时 正月朔日 大年'],
  [1, 15, '元宵节 元宵 正月十五 上元节 灯节'],
  [2, 2, '龙抬头 二月二'],
  [5, 5, '端午 端午节 端阳 端五 端阳节'],
  [7, 7, '七夕 七夕节'],
  [7, 15, '中元节 鬼节'],
  [8, 15, '中秋 中秋节 八月节 团圆节'],
  [9, 9, '重阳 重阳节'],
  [12, 8, '腊八 腊八节'],
  [12, 23, '小年 北方小年'],
]
export const NEW_YEARS_EVE = '除夕 大年三十 年三十 年三十晚 除夕夜 大年夜 年夜'
export const QINGMING = '清明 清明节'
/** Solar terms: month, the constant of their formula in thousandths of a day, words. 小雪 and 大雪 are first of all weather. */
export const SOLAR_TERMS: [number, number, string][] = [
  [1, 5406, '小寒'],
  [1, 20120, '大寒'],
  [2, 3870, '立春'],
  [2, 18730, '雨水节气'],
  [3, 5630, '惊蛰'],
  [3, 20646, '春分'],
  [4, 20100, '谷雨'],
  [5, 5520, '立夏'],
  [5, 21040, '小满节气'],
  [6, 5678, '芒种'],
  [6, 21370, '夏至'],
  [7, 7108, '小暑'],
  [7, 22830, '大暑'],
  [8, 7500, '立秋'],
  [8, 23130, '处暑'],
  [9, 7646, '白露'],
  [9, 23042, '秋分'],
  [10, 8318, '寒露'],
  [10, 23438, '霜降'],
  [11, 7438, '立冬'],
  [11, 22360, '小雪节气'],
  [12, 7180, '大雪节气'],
  [12, 21940, '冬至'],
]
/** n-th weekday of a month: month, n, weekday, words. */
export const WEEKDAY_HOLIDAYS: [number, number, number, string][] = [
  [5, 2, 7, '母亲节'],
  [6, 3, 7, '父亲节'],
  [11, 4, 4, '感恩节'],
]

/** Units of a span: seconds (or days, months as negative kinds) → words. */
export const SPANS: [
  'second' | 'minute' | 'quarter' | 'hour' | 'day' | 'week' | 'month' | 'season' | 'year',
  string,
][] = [
  ['second', '秒 秒钟'],
  ['minute', '分钟 分 min 分钟时间'],
  ['quarter', '刻钟'],
  ['hour', '小时 个小时 钟头 个钟头 个钟 h 个点 点钟头'],
  ['day', '天 日 工作日 个工作日 天时间 个自然日 自然日'],
  ['week', '周 星期 礼拜 个星期 个礼拜 个周'],
  ['month', '个月 月'],
  ['season', '季度 个季度'],
  ['year', '年 周年'],
]

export const BEFORE = '前 之前 以前 前面'
export const AFTER = '后 之后 以后'
export const WITHIN = '内 之内 以内 之间 里 期间 当中'

/** Said of time, but no deadline (rulings on times, convention 7). */
export const NO_DUE = `尽快 加急 待定 马上 立刻 立即 立马 一会儿 一会 待会儿 待会 等会儿 等会 等下 回头 晚点 晚些 晚一点 早点 早日 早一点
  半天 个把小时 个把月 过两天 过几天 这两天 这几天 近两天 近几天 最近几天 最近两天 再过两天 再过几天 再过些天 过两日 这一两天 这两日 近期 最近 近日 改天 改日 赶明儿 赶紧 抓紧 赶快 火速 随时 有空 有时间 抽空 过阵子 过段时间
  过一阵 过会儿 过一会儿 迟些 不日 几天后 稍后 稍晚 晚点儿 越快越好 一段时间 这阵子 过些天 过些日子 后面 时间待定 时间另定 暂定
  这会儿 现在 目前 当前 此刻 眼下 如今 节前 节后 放假前 假期前 长假前 年后 春天 夏天 秋天 冬天 早晚 迟早 即刻 尽早 第一时间 得空 得闲 有闲 空了 腾出手 有时候 十万火急 麻溜 麻利 赶早 asap ASAP 每天 天天 每周 每月 每日 平时 全天 大半天 一整天 整天 半晌`

/** Marks after a number: 10点, 5号, 3月, 2026年. 典 is a usual slip for 点. */
export const MARKS: [string, string][] = [
  ['点', '点 典 点钟 点整 典钟 点多 点多钟 点左右 點 点来钟 点许'],
  ['时', '时 时整'],
  ['刻', '刻'],
  ['分', '分 分钟'],
  ['秒', '秒 秒钟'],
  ['号', '号 號 号数 号号'],
  ['日', '日'],
  ['月', '月 月份'],
  ['年', '年 年度'],
]
/** Between the two ends of a span of time or a range. */
export const RANGES = '到 至 直到 和 与'
/** Before a span: 过3天 is 3天后. */
export const PASSING = '过 再过 大概过 大约过 再等'
