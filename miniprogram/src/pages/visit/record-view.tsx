import type { Moment, Visit } from '@shared/api/visit-shapes'
import { clockText, minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { nextStepText } from '@shared/text/visits'
import { View } from '@tarojs/components'
import { Dotted } from '@/components/dotted'
import { Icon } from '@/icons/icon'
import type { VisitRecord } from '@/offline/visit-records'
import type { PartState, visitView } from '@/offline/visit-view'
import { now } from '@/state/clock'
import { Parts, PartWord } from './parts'

interface Props {
  record: VisitRecord
  view: ReturnType<typeof visitView>
  /** The photo the thumb bar acts on. */
  on?: string
  onSelect?(id: string): void
}

/** A visit that is over: when and where by whose clock, what came next, what was seen. */
export function RecordView({ record, view, on, onSelect }: Props) {
  const { customer, checkIn, checkOut, server } = record
  return (
    <>
      <Head
        name={customer.name}
        staff={server?.staff.name}
        store={server?.store.name}
        minutes={stayed(record)}
      />
      <View className="list flat visit-card">
        <View className="kv">
          <MomentRow
            word={visitPageTexts.arrived()}
            at={checkIn.at}
            moment={server?.checkIn}
            state={view.checkIn}
          />
          {checkOut && (
            <MomentRow
              word={visitPageTexts.left()}
              at={checkOut.at}
              moment={server?.checkOut ?? undefined}
              state={view.checkOut}
            />
          )}
          {checkOut && (
            <View className="kv-row">
              <View className="kv-k">{visitPageTexts.nextStepTitle()}</View>
              <View className="row-m">
                <View>{server?.nextStep?.text ?? nextStepText(checkOut.nextStep, null)}</View>
                <Dotted className="meta" parts={[closes(record), server?.nextStep?.task?.number]} />
              </View>
            </View>
          )}
          {checkOut?.remark && (
            <View className="kv-row">
              <View className="kv-k">{visitPageTexts.remark()}</View>
              <View className="row-m">{checkOut.remark}</View>
            </View>
          )}
          <Flags flags={server?.flags ?? []} />
        </View>
        <View className="locked meta">
          <Icon name="lock" />
          {visitPageTexts.locked()}
        </View>
      </View>
      <Parts photos={view.photos} findings={view.findings} on={on} onSelect={onSelect} />
    </>
  )
}

function stayed({ checkIn, checkOut, server }: VisitRecord): number | undefined {
  if (server?.minutes !== null && server?.minutes !== undefined) return server.minutes
  if (!checkOut) return undefined
  return Math.max(0, Math.floor((Date.parse(checkOut.at) - Date.parse(checkIn.at)) / 60_000))
}

function closes({ checkOut, server }: VisitRecord): string {
  const does = server?.nextStep?.closes ?? checkOut?.nextStep.kind !== 'none'
  return does ? visitPageTexts.closed() : visitPageTexts.notClosed()
}

function Head({
  name,
  staff,
  store,
  minutes,
}: {
  name: string
  staff?: string
  store?: string
  minutes?: number
}) {
  return (
    <View className="who">
      <View className="who-name two">{name}</View>
      <Dotted
        className="who-meta meta"
        parts={[
          staff,
          store,
          minutes === undefined ? visitPageTexts.underWay() : visitPageTexts.stayed(minutes),
        ]}
      />
    </View>
  )
}

/** The minute that counts, and beside it the phone's own and the drift. */
function MomentRow({
  word,
  at,
  moment,
  state,
}: {
  word: string
  at: string
  moment?: Moment
  state: PartState
}) {
  const phoneAt = moment?.phoneAt
  return (
    <View className="kv-row">
      <View className="kv-k">{word}</View>
      <View className="row-m">
        <View className="part-f">
          <View>{minuteText(new Date(moment?.at ?? at), now())}</View>
          <PartWord state={state} />
        </View>
        {moment && (
          <>
            <View className="meta">{moment.timeText}</View>
            <Dotted
              className="meta"
              parts={[
                phoneAt ? visitPageTexts.phoneTime(clockText(new Date(phoneAt))) : undefined,
                moment.timeFrom === 'phone'
                  ? visitPageTexts.arrivedAt(minuteText(new Date(moment.recordedAt), now()))
                  : undefined,
              ]}
            />
            <View className="meta">{moment.placeText}</View>
          </>
        )}
      </View>
    </View>
  )
}

function Flags({ flags }: { flags: Visit['flags'] }) {
  if (flags.length === 0) return null
  return (
    <View className="kv-row">
      <View className="kv-k">{visitPageTexts.flags()}</View>
      <View className="row-m amber-t">{flags.map(({ text }) => text).join('，')}</View>
    </View>
  )
}
