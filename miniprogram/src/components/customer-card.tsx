import type { CustomerCard as Card } from '@shared/api/customers'
import { dueWords, kindWords, miniTexts } from '@shared/text/miniprogram'
import { clockText, minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { now } from '@/state/clock'
import { Dotted } from './dotted'
import { Guards } from './guards'

const newest = 3

/** 15 seconds: last contact, stage, what the owner did today, what not to propose. In the order they are asked. */
export function CustomerCard({ card }: { card: Card }) {
  const { lastTouch, stage, owner, ownerToday, warnings } = card
  // A card kept on the phone by an earlier version has none.
  const { openOpportunities = [] } = card
  const at = now()
  const said = (instant: string) => minuteText(new Date(instant), at)
  const more = ownerToday.length - newest
  return (
    <View className="card15" aria-label={miniTexts.cardLabel()}>
      <View className="pair">
        <View className="cell">
          <View className="q">{miniTexts.lastTouch()}</View>
          <View className="a">{lastTouch ? said(lastTouch.at) : miniTexts.noTouch()}</View>
          {lastTouch && <Dotted className="meta" parts={[kindWords[lastTouch.kind], lastTouch.actor.name]} />}
        </View>
        <View className="cell">
          <View className="q">{miniTexts.stage()}</View>
          <View className="a">{stage.name}</View>
          {stage.since && <View className="meta">{miniTexts.since(said(stage.since))}</View>}
        </View>
      </View>
      <View className="today">
        <View className="q">{miniTexts.ownerToday(owner?.name)}</View>
        {ownerToday.slice(-newest).map((done) => (
          <View key={`${done.at}${done.text}`} className="today-row">
            <View className="today-at">{clockText(new Date(done.at))}</View>
            <View className="row-m cut">{done.text}</View>
          </View>
        ))}
        {ownerToday.length === 0 && <View>{miniTexts.nothingToday()}</View>}
        {more > 0 && <View className="meta">{miniTexts.moreToday(more)}</View>}
      </View>
      {openOpportunities.length > 0 && (
        <View className="today">
          <View className="q">{miniTexts.openOpportunities()}</View>
          {openOpportunities.map(({ id, signal, dueAt, dueGrain }) => (
            <View key={id} className="said-by">
              <View className="row-m cut">{signal}</View>
              <View className="meta">
                {dueAt ? dueWords(new Date(dueAt), dueGrain, at) : miniTexts.noDue()}
              </View>
            </View>
          ))}
        </View>
      )}
      {warnings.length === 0 && <View className="calm meta">{miniTexts.noRefusal()}</View>}
      <Guards warnings={warnings} />
    </View>
  )
}
