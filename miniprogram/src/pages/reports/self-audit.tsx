import {
  type SelfAuditRow,
  type SelfAuditSampleRow,
  selfAuditSamplesRoute,
  selfAuditsRoute,
} from '@shared/api/self-audits'
import { miniTexts } from '@shared/text/miniprogram'
import { selfAuditTexts as texts } from '@shared/text/self-audit'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { Dotted } from '@/components/dotted'
import { faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { ListView } from '@/components/list-view'
import { Name } from '@/components/name'
import { openCustomer } from '@/components/open-customer'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { Icon } from '@/icons/icon'
import { useList } from '@/state/use-list'
import { useSelection } from '@/state/use-selection'
import { WeekBars } from './week-bars'
import './self-audit.css'

type Sample = SelfAuditSampleRow & { id: string }

/** Does the 15-second card answer? Week by week, down to the customers that were looked at. */
export default function SelfAuditPage() {
  const weeks = useList<SelfAuditRow>('self-audits', (cursor) => call(selfAuditsRoute, { query: { cursor } }))
  const [chosen, choose] = useState<string>()
  const week = weeks.items?.find(({ id }) => id === chosen) ?? weeks.items?.[0]
  const samples = useList<Sample>(week && `samples/${week.id}`, () => samplesOf(week?.id ?? ''))
  const [selected, select] = useSelection(samples.items)
  return (
    <Screen title={texts.title()} back>
      <StaleStrip fault={weeks.fault} at={weeks.at} />
      <ScrollBody onRefresh={weeks.refresh} onMore={weeks.loadMore}>
        <ListView list={weeks} empty={{ icon: 'target', title: texts.none(), why: texts.noneWhy() }}>
          {(items) => (
            <>
              {week && <Figures week={week} />}
              {items.length > 1 && <WeekBars weeks={items} on={week?.id} onChoose={choose} />}
              <View className="audit-rule meta">{texts.definition()}</View>
              {samples.items && samples.items.length === 0 && (
                <View className="end meta">{texts.noNew()}</View>
              )}
              <View className="list">{samples.items?.map(sampleRow)}</View>
            </>
          )}
        </ListView>
      </ScrollBody>
      {weeks.fault && !weeks.items ? (
        <Foot last {...faultDeeds(weeks.fault, weeks.refresh)} />
      ) : (
        <Foot
          last
          primary={
            selected && {
              text: texts.openCustomer(selected.customer.name),
              icon: 'customers',
              onDo: () => openCustomer(selected.customer.id),
            }
          }
        />
      )}
    </Screen>
  )

  function sampleRow(sample: Sample) {
    const { id, customer, passed, store, owner, tookMicros } = sample
    return (
      <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
        <View className={`disc ${passed ? 'brand' : 'red'}`}>
          <Icon name={passed ? 'check' : 'warning'} />
        </View>
        <View className="row-m">
          <Name className="name" text={customer.name} />
          <View className="row-t">{passed ? texts.good(tookMicros) : texts.whyNot(sample)}</View>
          <Dotted className="meta" parts={[store.name, owner?.name ?? miniTexts.noOwner()]} />
        </View>
      </View>
    )
  }
}

async function samplesOf(id: string) {
  const outcome = await call(selfAuditSamplesRoute, { params: { id } })
  if (!outcome.answer) return { fault: outcome.fault }
  const items = outcome.answer.items.map((sample) => ({ ...sample, id: sample.customer.id }))
  return { answer: { items, nextCursor: null } }
}

function Figures({ week }: { week: SelfAuditRow }) {
  const { fromOn, lastOn, sampled, passed, newCustomers, medianMicros, slowestMicros } = week
  const tiles = [
    [texts.rate(passed, sampled), texts.rateLabel()],
    [texts.took(medianMicros), texts.medianLabel()],
    [texts.took(slowestMicros), texts.slowestLabel()],
  ]
  return (
    <>
      <View className="sec">
        <View className="sec-t">{texts.week(fromOn, lastOn)}</View>
        <View>{texts.sampledOf(sampled, newCustomers)}</View>
      </View>
      <View className="list audit-tiles">
        {tiles.map(([figure, label]) => (
          <View key={label} className="audit-tile">
            <View className="audit-figure">{sampled === 0 ? '—' : figure}</View>
            <View className="meta">{label}</View>
          </View>
        ))}
      </View>
    </>
  )
}
