import type { FindingInput, NextStepInput } from '../api/visit-shapes'
import { distanceText } from './visits'

type QueuedKind = 'checkIn' | 'finding' | 'photo' | 'checkOut' | 'note' | 'completeTask' | 'plan'

const writtenWords: Record<QueuedKind, string> = {
  checkIn: '打卡',
  finding: '记下发现',
  photo: '传好照片',
  checkOut: '离店',
  note: '记下一句',
  completeTask: '完成任务',
  plan: '排好',
}
const waitingWords: Record<QueuedKind, string> = {
  checkIn: '到店打卡',
  finding: '看到的',
  photo: '货架照片',
  checkOut: '离店和下一步',
  note: '一句备注',
  completeTask: '完成任务',
  plan: '改拜访计划',
}

/** What the pages of visits, the plan of a day and what waits on the phone say. */
export const visitPageTexts = {
  visit: () => '拜访',
  steps: () => ['打卡', '拍货架', '下一步'] as const,
  step: (number: number, name: string) => `${number} ${name}`,
  checkedInStep: (clock: string) => `打卡 ${clock}`,
  photosStep: (count: number) => `货架 ${count} 张`,

  // check-in
  contact: (name: string) => `联系人 ${name}`,
  away: (metres: number) => `离客户 ${distanceText(metres)}`,
  near: (metres: number) => `在 ${distanceText(metres)}内`,
  far: (metres: number) => `超过 ${distanceText(metres)}，能打卡，会标出来`,
  dots: (accuracy: number) => `黑点是客户，绿点是你，误差 ±${distanceText(accuracy)}`,
  locating: () => '正在找位置',
  locatingWhy: () => '没找到也能打卡',
  noPlace: () => '手机没给出位置',
  noPlaceWhy: () => '能打卡，会写「没有位置」。想带上位置，在手机设置里允许定位再找一次',
  customerPlaceless: () => '客户还没有位置',
  customerPlacelessWhy: () => '能打卡，只记你在哪里，算不出离多远',
  findAgain: () => '再定位',
  time: () => '时间',
  place: () => '地点',
  toDo: () => '这次要做',
  byServer: (driftSeconds: number | undefined) => {
    if (driftSeconds === undefined) return '还没连上过服务器，传上去时按服务器时间'
    if (Math.abs(driftSeconds) < 2) return '按服务器时间'
    const size = Math.abs(driftSeconds)
    const words =
      size < 60
        ? `${size} 秒`
        : size < 3600
          ? `${Math.floor(size / 60)} 分钟`
          : `${Math.floor(size / 3600)} 小时`
    return `按服务器时间，手机${driftSeconds > 0 ? '快' : '慢'} ${words}`
  },
  nearAddress: (address: string) => `${address}附近`,
  degrees: (latitude: string, longitude: string) => `${latitude}, ${longitude}`,
  withoutPlace: () => '没有位置',
  addressOf: (address: string) => `客户在 ${address}`,
  noTask: () => '没有排任务，去看看',
  locked: () => '时间和地点自动带入，谁都改不了',
  warningsUnknown: () => '没网，近期拒收看不到，推荐前先问一句',
  noRefusal: () => '近 30 天没有拒收',
  call: () => '电话',
  route: () => '导航',
  checkIn: () => '打卡',
  otherActive: (name: string, minute: string) => `你还在 ${name}（${minute} 打卡），先离店再打这一家`,
  backToActive: () => '回到那一家',
  full: () => '手机存不下了，没有记。清一点空间再试',

  // photos and findings
  inStore: (minute: string, minutes: number) => `${minute} 打卡，已在店 ${minutes} 分钟`,
  offlineParts: (count: number) => `没网，${count} 条先存在手机里，有网自动传`,
  shelf: () => '货架实景',
  photoCount: (count: number) => (count > 0 ? `${count} 张` : '还没拍'),
  noPhotos: () => '拍一张货架，水印会带上地点、时间和你的名字',
  seen: () => '看到的',
  nothingSeen: () => '库存、缺货、拒收、样品、竞品，看到什么记什么',
  addSeen: () => '记发现',
  shoot: () => '拍照',
  compressing: () => '正在压',
  toNextStep: () => '去写下一步',
  backToPhotos: () => '拍货架',
  waiting: () => '待传',
  sending: () => '正在传',
  failed: () => '没传上',
  alike: () => '像以前的',
  selectedPhoto: (clock: string) => `${clock} 的照片`,
  photosFull: (count: number) => `一次最多 ${count} 张，这次放不下了`,
  photoGone: () => '手机里找不到这张照片了，只能放弃。',

  // a finding
  kinds: {
    stock: '库存',
    shortage: '缺货',
    overstock: '积压',
    rejection: '拒收',
    sample: '送样',
    complaint: '投诉',
    competitor: '竞品',
    remark: '备注',
  } satisfies Record<FindingInput['kind'], string>,
  product: () => '商品',
  quantity: () => '数量',
  unit: () => '单位',
  said: (kind: FindingInput['kind']) =>
    kind === 'rejection' ? '为什么拒收' : kind === 'competitor' ? '竞品怎么摆、卖多少' : '补一句，可以不写',
  saidNeeded: (kind: FindingInput['kind']) =>
    kind === 'competitor' ? '竞品怎么摆、卖多少' : '说了什么、看到什么',
  keepFinding: (kind: FindingInput['kind']) => `记下${visitPageTexts.kinds[kind]}`,

  // check-out
  next: () => '接下来做什么',
  closes: () => '写了才算闭环',
  choices: {
    sampleFeedback: { name: '样品反馈', why: '对样品怎么说，写一句' },
    stockNeed: { name: '库存需求', why: '要什么、多少' },
    appointment: { name: '约下次见面', why: '会生成拜访任务' },
    none: { name: '没有下一步', why: '要说明原因，不计入闭环' },
  } satisfies Record<NextStepInput['kind'], { name: string; why: string }>,
  feedbackHint: () => '比如 要大果，18 毫米以上',
  productHint: () => '商品，比如 蓝莓',
  whenHint: () => '周五10点',
  whens: () => ['明天10点', '后天10点', '周五10点', '下周一10点'] as const,
  reasonHint: () => '为什么没有下一步',
  appointmentHint: () => '见面做什么，可以不写',
  leaving: (minute: string, minutes: number) => `会记 ${minute} 离开，在店 ${minutes} 分钟`,
  lacking: () => '先选下一步，把要写的写上',
  checkOut: (step: string) => `离店，${step}`,
  checkOutBare: () => '离店',
  stepWords: (step: NextStepInput): string => {
    switch (step.kind) {
      case 'sampleFeedback':
        return '记样品反馈'
      case 'stockNeed':
        return `要 ${step.product}`
      case 'appointment':
        return `约${step.when}`
      case 'none':
        return '没有下一步'
    }
  },
  addRemark: () => '补一句',
  remarkTitle: () => '离店前补一句',
  remarkHint: () => '这次拜访说了什么',
  remarkDone: () => '写好了',

  // a visit that is over
  record: () => '拜访记录',
  openRecord: () => '看这次拜访',
  stayed: (minutes: number) => `在店 ${minutes} 分钟`,
  arrived: () => '打卡',
  left: () => '离店',
  phoneTime: (clock: string) => `手机上是 ${clock}`,
  arrivedAt: (minute: string) => `${minute} 传到服务器`,
  nextStepTitle: () => '下一步',
  closed: () => '算闭环',
  notClosed: () => '不算闭环',
  remark: () => '备注',
  flags: () => '给上级看',
  underWay: () => '还没离店',
  toTasks: () => '回今日任务',
  onward: () => '接着拜访',
  again: () => '再去一次',
  offline: () => '没网，先记在手机里',
  notYours: () => '看不到这次拜访',
  notYoursWhy: () => '它不在你负责的范围里，或者已经撤销',
  visits: () => '拜访列表',
  noVisits: () => '这段时间没有拜访',
  noVisitsWhy: () => '离店以后会出现在这里',
  noVisitsYet: () => '还没有拜访',
  photos: (count: number) => (count > 0 ? `货架 ${count} 张` : ''),
  doneAt: (minute: string) => `${minute} 离店`,

  // the plan of a day
  days: () => ['今天', '明天', '后天'] as const,
  first: () => '先见谁',
  counts: (open: number, seen: number) => `${open} 家要去，${seen} 家去过`,
  arrivedHere: () => '到了打卡',
  plan: () => '拜访计划',
  planEntry: () => '排计划',
  planDay: (day: string) => `排${day}的计划`,
  planOf: (name: string) => `${name} 的拜访计划`,
  mine: () => '我的',
  noPlan: (day: string) => `「${day}」还没有要见的`,
  noPlanWhy: () => '加几家进来，或者在群里写\n#客户#联系人#明天10点补货',
  untilNow: (days: number) => `${days} 天没联系`,
  never: () => '还没联系过',
  plannedBy: (name: string) => `${name} 排的`,
  sooner: () => '提前',
  later: () => '往后',
  takeOff: () => '去掉',
  addCustomer: () => '加客户',
  added: (minute: string, count: number) => `${minute} 加了 ${count} 家`,
  takenOff: (minute: string, name: string) => `${minute} 去掉 ${name}`,
  moved: (minute: string, name: string, place: number) => `${minute} ${name} 排到第 ${place}`,
  notPlanned: () => '没排进这天，只是建议',
  mayNotPlan: () => '只能看，不能排',
  choose: () => '加客户',
  chosen: (count: number) => (count > 0 ? `加这 ${count} 家` : '先选客户'),
  tasksHere: (count: number) => `共 ${count} 件`,
  seenAt: (minute: string) => `${minute} 去过`,
  activeSince: (minute: string) => `${minute} 打卡，还没离店`,

  // closure rate
  closure: () => '闭环率',
  closureEntryWhy: () => '离店时写了下一步的拜访占多少',
  rate: (bp: number | null) => (bp === null ? '—' : `${(bp / 100).toFixed(bp % 100 === 0 ? 0 : 1)}%`),
  closureOf: (closed: number, completed: number) => `${closed} 次有下一步，共 ${completed} 次`,
  short: (days: number) => `${days} 天`,
  periods: () => ['近 7 天', '近 30 天'] as const,
  noClosure: () => '这段时间还没有离店的拜访',
  noClosureWhy: () => '拜访离店以后，这里按人、按门店算闭环率',
  openVisits: () => '看这些拜访',

  // what waits on the phone
  waitingList: () => '待传的',
  waitingStrip: (count: number, failed: number) =>
    [count > 0 && `${count} 条待传`, failed > 0 && `${failed} 条没传上`].filter(Boolean).join('，'),
  keptStrip: (minute: string, waiting: string) => [`${minute} 的数据`, waiting].filter(Boolean).join(' · '),
  noWaiting: () => '都传上去了',
  noWaitingWhy: () => '没网时记的会先排在这里，有网自动传',
  waitingWord: (kind: QueuedKind) => waitingWords[kind],
  behind: () => '等前面的打卡传上去',
  /** @example severalAbout('好邻居超市', 3) // '好邻居超市等 3 家' */
  severalAbout: (name: string, count: number) => (count > 1 ? `${name}等 ${count} 家` : name),
  removePhoto: () => '拿掉',
  foldPhoto: () => '收起',
  showLarge: () => '看大图',
  photoChosen: (minute: string, late: boolean) =>
    late ? `${minute} 的照片，传上去超过 10 分钟，不能拿掉了` : `${minute} 的照片，拍错了可以拿掉`,
  photoRemoved: (minute: string) => `${minute} 拿掉了一张照片`,
  giveUp: () => '放弃',
  giveUpTitle: (word: string) => `放弃这条${word}？`,
  giveUpWhy: (more: number) =>
    more > 0
      ? `它还没传上去，放弃就没有了。同一次拜访的另外 ${more} 条也一起放弃。`
      : '它还没传上去，放弃就没有了。',
  giveUpSend: () => '确定放弃',
  givenUp: (minute: string, word: string) => `${minute} 放弃了一条${word}`,
  retry: () => '再试一次',
  sendNow: () => '现在传',
  written: (minute: string, kind: QueuedKind, about: string) => `${minute} ${about} ${writtenWords[kind]}`,
  kept: (minute: string) => `${minute} 先记在手机里，有网自动传`,
} as const
