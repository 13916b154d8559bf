import type { ReportType } from '../types'

/** Words of each kind of report; the first kind that is told wins, in this order. */
export const REPORT_WORDS: [ReportType, string][] = [
  ['rejected', '拒收 拒签 拒绝收货 不肯收 客户不收 被退 不收货'],
  [
    'sampleFeedback',
    '样品反馈 试吃反馈 样品试用 试用反馈 样品客户说 样品不错 样品很好 样品偏 样品太 样品一般 样品好评 试吃',
  ],
  ['outOfStock', '缺货 断货 没货 脱销 断档 售罄 卖完 卖光 无货 空架 见底 快没了'],
  ['overstock', '积压 压货 滞销 库存太多 卖不动 卖不掉 压仓 库存积压 不动销'],
  [
    'paid',
    '已打款 已付款 打款了 付款了 到账 已到账 回款 收到货款 收到款 已收款 已回款 已付 付清 结清 款已打 款到 收到定金 付了 打了',
  ],
  [
    'completed',
    '完成 已送 已补 送到 送达 搞定 已完成 办好了 已退 已取 已换 已拜访 已盘点 已对账 已签 签好 送完 补完 签收 已发 盘完 办完 交付',
  ],
  ['appointment', '约 约好 约定 约了 约在 改天再谈 再谈 再来 面谈 再聊 见面 碰面'],
]
