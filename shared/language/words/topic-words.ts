/** What people put between two # in moments and groups: `#打卡# 今天拜访8家` is chatter (convention 12). */
export const TOPICS = new Set(
  `打卡 日常 每日打卡 早安 晚安 早安打卡 正能量 日报 周报 晨报 分享 每日分享 工作日常 工作日志 心情 随手拍 朋友圈 复盘 加油 喜报 战报 捷报 招聘
  今日份 今日份快乐 晒图 晒单 话题 热搜 励志 感悟 心得 好物分享 好物推荐 新品推荐 新品上市 每日一句 感恩 团建 生活 美食 旅行 周末 开工大吉 收工 下班 加班 打工人 销售日常 我的一天`
    .split(/\s+/)
    .filter(Boolean),
)
