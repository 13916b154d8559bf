interface Result {
  fromOn: string
  lastOn: string
  newCustomers: number
  sampled: number
  passed: number
  slowestMicros: number
}

interface Sample {
  name: string
  lastContact: boolean
  stage: boolean
  ownerToday: boolean
  refusals: boolean
  tookMicros: number
}

const millis = (micros: number) => `${Math.max(1, Math.round(micros / 1000))} 毫秒`

/** 「03-02 至 03-08」 */
const week = (fromOn: string, lastOn: string) => `${fromOn.slice(5)} 至 ${lastOn.slice(5)}`

/** The weekly check that the 15-second card answers. */
export const selfAuditTexts = {
  title: () => '15 秒抽查',
  entry: () => '15 秒抽查',
  entryWhy: () => '每周抽 20 家新客户，看四个问题答不答得上',
  week,
  rate: (passed: number, sampled: number) =>
    sampled === 0 ? '—' : `${Math.round((100 * passed) / sampled)}%`,
  rateLabel: () => '合格率',
  sampledOf: (sampled: number, newCustomers: number) => `抽查 ${sampled} 家，这周新客户 ${newCustomers} 家`,
  passedLabel: () => '合格',
  slowestLabel: () => '最慢',
  medianLabel: () => '中位',
  took: millis,
  definition: () =>
    '合格：打开客户卡，上次联系、推进阶段、负责人今天做了什么、近 30 天拒收四问都有答案、与流水一致，并在 1 秒内出来。',
  whyNot: (sample: Omit<Sample, 'name'>) =>
    [
      sample.lastContact ? '' : '没有联系记录，或与流水对不上',
      sample.stage ? '' : '没有推进阶段',
      sample.ownerToday ? '' : '没有负责人',
      sample.refusals ? '' : '拒收提醒与记录对不上',
    ]
      .filter(Boolean)
      .join('；') || `用了 ${millis(sample.tookMicros)}，超过 1 秒`,
  good: (micros: number) => `四问都答得上 · ${millis(micros)}`,
  none: () => '还没有抽查过',
  noneWhy: () => '每周一早上 8:00 抽查上一周的新客户，结果会出现在这里。',
  noNew: () => '这一周没有新客户',
  openCustomer: (name: string) => `看${name}`,
  push: ({
    fromOn,
    lastOn,
    newCustomers,
    sampled,
    passed,
    slowestMicros,
    failed,
  }: Result & { failed: readonly Sample[] }) =>
    sampled === 0
      ? `15 秒抽查（${week(fromOn, lastOn)}）：这一周没有新客户。`
      : [
          `15 秒抽查（${week(fromOn, lastOn)}）：新客户 ${newCustomers} 家，抽 ${sampled} 家，合格 ${passed} 家（${selfAuditTexts.rate(passed, sampled)}），最慢 ${millis(slowestMicros)}。`,
          ...failed.slice(0, 5).map((sample) => `· ${sample.name}：${selfAuditTexts.whyNot(sample)}`),
          ...(failed.length > 5 ? [`· 还有 ${failed.length - 5} 家，在小程序「15 秒抽查」里看`] : []),
        ].join('\n'),
}
