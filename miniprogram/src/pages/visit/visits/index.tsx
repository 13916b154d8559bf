import type { QueryOf } from '@shared/api/route'
import type { VisitRow } from '@shared/api/visit-shapes'
import { visitsRoute } from '@shared/api/visits'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { call } from '@/api/call'
import { Dotted } from '@/components/dotted'
import { Foot } from '@/components/foot'
import { ListScreen } from '@/components/list-screen'
import { Name } from '@/components/name'
import { openRecord } from '@/components/open-visit'
import { now } from '@/state/clock'
import { decoded } from '@/state/decoded'
import { loadMe } from '@/state/me'
import { useList } from '@/state/use-list'
import { useLive } from '@/state/use-live'
import { useSelection } from '@/state/use-selection'
import '../visit.css'

type Query = QueryOf<typeof visitsRoute>

/** What a link asks for; of one that came out broken, everybody within reach. */
function queryIn(text: string): Query {
  try {
    return visitsRoute.query?.parse(JSON.parse(decoded(text))) ?? {}
  } catch {
    return {}
  }
}

/** The visits a closure rate counts, or those at one customer. */
export default function VisitsPage() {
  const { query = '{}', name = '' } = useRouter().params
  const asked = queryIn(query)
  const list = useList<VisitRow>(query, (cursor) => call(visitsRoute, { query: { ...asked, cursor } }))
  const [selected, select] = useSelection(list.items)
  useLive(list.refresh)
  useEffect(() => {
    loadMe()
  }, [])
  return (
    <ListScreen
      title={visitPageTexts.visits()}
      list={list}
      empty={{ icon: 'visit', title: visitPageTexts.noVisits(), why: visitPageTexts.noVisitsWhy() }}
      intro={
        <View className="sec">
          <View className="sec-t">{decoded(name)}</View>
          <View>{[asked.from, asked.to].filter(Boolean).join(' — ')}</View>
        </View>
      }
      tight
      foot={() => (
        <Foot
          last
          selected={selected?.customer.name}
          primary={
            selected && {
              text: visitPageTexts.openRecord(),
              icon: 'visit',
              onDo: () => openRecord(selected.id),
            }
          }
        />
      )}
    >
      {(items) => <View className="list flat">{items.map(row)}</View>}
    </ListScreen>
  )

  function row(visit: VisitRow) {
    const { id, customer, staff, checkedInAt, checkedOutAt, minutes, nextStep, photoCount, flags } = visit
    return (
      <View key={id} className={`row ${id === selected?.id ? 'on' : ''}`} onClick={() => select(id)}>
        <View className="row-m">
          <Name className="name" text={customer.name} />
          <View className="row-t two">{nextStep?.text ?? visitPageTexts.underWay()}</View>
          {flags.length > 0 && (
            <View className="amber-t two">{flags.map(({ text }) => text).join('，')}</View>
          )}
          <Dotted
            className="row-f meta"
            parts={[
              staff.name,
              minuteText(new Date(checkedOutAt ?? checkedInAt), now()),
              minutes === null ? undefined : visitPageTexts.stayed(minutes),
              visitPageTexts.photos(photoCount),
              nextStep ? (nextStep.closes ? visitPageTexts.closed() : visitPageTexts.notClosed()) : undefined,
            ]}
          />
        </View>
      </View>
    )
  }
}
