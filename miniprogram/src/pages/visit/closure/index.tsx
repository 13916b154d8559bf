import { type Closure, closureRoute } from '@shared/api/closure'
import type { ScopeFilter } from '@shared/api/shapes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Bones } from '@/components/bones'
import { Chips } from '@/components/chips'
import { Empty } from '@/components/empty'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { StaleStrip } from '@/components/stale-strip'
import { now } from '@/state/clock'
import { dayOf } from '@/state/days'
import { chooseScope, loadMe, useMe, useScope } from '@/state/me'
import { useKeptRead } from '@/state/use-kept-read'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import { useSlow } from '@/state/use-slow'
import '../visit.css'

/** Of oneself and of a store by person, of more by store. */
const parts: Record<ScopeFilter, 'staff' | 'store' | 'region'> = {
  mine: 'staff',
  store: 'staff',
  region: 'store',
  all: 'region',
}
const periods = [7, 30] as const

/** How many completed visits were followed by a next step; every row opens to its visits. */
export default function ClosurePage() {
  const me = useMe()
  const scope = useScope()
  const [days, setDays] = useState<(typeof periods)[number]>(7)
  const at = now()
  const {
    answer,
    fault,
    at: readAt,
    read,
  } = useKeptRead(closureRoute, {
    query: { scope, by: parts[scope ?? 'mine'], from: dayOf(at, 1 - days), to: dayOf(at, 0) },
  })
  useLive(read)
  useEffect(() => {
    loadMe()
  }, [])
  const [selected, select] = useSelection(answer?.rows)
  const slow = useSlow(!answer && !fault)
  const chips = me?.scopes ?? []
  return (
    <Screen title={visitPageTexts.closure()} back>
      {chips.length > 1 && <Chips chips={chips} on={scope} onChoose={chooseScope} />}
      <StaleStrip fault={fault} at={answer && readAt} />
      <ScrollBody onRefresh={read}>
        {!answer && slow && <Bones />}
        {!answer && fault && <FaultFace fault={fault} />}
        {answer && (
          <>
            <Total closure={answer} />
            {answer.rows.length === 0 ? (
              <Empty icon="visit" title={visitPageTexts.noClosure()} why={visitPageTexts.noClosureWhy()} />
            ) : (
              <View className="list flat visit-card">
                {answer.rows.map((row) => (
                  <View
                    key={row.id}
                    className={`row ${row.id === selected?.id ? 'on' : ''}`}
                    onClick={() => select(row.id)}
                  >
                    <View className="row-m">
                      <View className="row-h">
                        <View className="name cut">{row.name}</View>
                        <View className="share">{visitPageTexts.rate(row.rateBp)}</View>
                      </View>
                      <View className="meta">{visitPageTexts.closureOf(row.closed, row.completed)}</View>
                      <View className="bar">
                        <View className="bar-in" style={{ width: `${(row.rateBp ?? 0) / 100}%` }} />
                      </View>
                    </View>
                  </View>
                ))}
              </View>
            )}
          </>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!answer) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    const other = days === 7 ? 30 : 7
    const period = {
      text: visitPageTexts.periods()[other === 7 ? 0 : 1],
      icon: 'clock' as const,
      onDo: () => setDays(other),
    }
    if (!selected) return <Foot last primary={period} />
    return (
      <Foot
        last
        selected={selected.name}
        sides={[{ ...period, text: visitPageTexts.short(other) }]}
        primary={{ text: visitPageTexts.openVisits(), icon: 'visit', onDo: () => openVisits(selected) }}
      />
    )
  }
}

function openVisits({ name, visits }: Closure['rows'][number]) {
  const query = encodeURIComponent(JSON.stringify(visits))
  Taro.navigateTo({ url: `/pages/visit/visits/index?name=${encodeURIComponent(name)}&query=${query}` })
}

function Total({ closure: { total, definition } }: { closure: Closure }) {
  return (
    <View className="list flat">
      <View className="rate">
        <View className="rate-n">{visitPageTexts.rate(total.rateBp)}</View>
        <View>{visitPageTexts.closureOf(total.closed, total.completed)}</View>
      </View>
      <View className="rate-d meta">{definition}</View>
    </View>
  )
}
