import { type MergePreview, mergePreviewRoute, mergeRoute } from '@shared/api/merges'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Bones } from '@/components/bones'
import { FaultFace, faultDeeds } from '@/components/fault-face'
import { Foot } from '@/components/foot'
import { Screen } from '@/components/screen'
import { ScrollBody } from '@/components/scroll-body'
import { endPicks } from '@/state/picks'
import { tell } from '@/state/undo'
import { useAnswer } from '@/state/use-answer'
import { useWrite } from '@/state/use-write'
import { DifferenceRows } from './difference-rows'
import { Side } from './side'

type Wins = MergePreview['differences'][number]['wins']

/** Two customers side by side (on a phone one under the other): what differs is chosen, then they are one. */
export default function MergePage() {
  const { survivor = '', merged = '' } = useRouter().params
  const [pair, setPair] = useState({ survivorId: survivor, mergedId: merged })
  const [choices, setChoices] = useState<Record<string, Wins>>({})
  const { answer, fault, read } = useAnswer(`${pair.survivorId} ${pair.mergedId}`, () =>
    call(mergePreviewRoute, { body: pair }),
  )
  const { write, busy, fault: refused } = useWrite()
  useEffect(() => {
    if (refused) tell({ text: miniTexts.faultLine(refused.message, refused.reference), fault: true })
  }, [refused])
  return (
    <Screen title={mergePageTexts.merge()} back>
      <ScrollBody tight onRefresh={read}>
        {!answer && !fault && <Bones />}
        {!answer && fault && <FaultFace fault={fault} />}
        {answer && (
          <>
            <Pair preview={answer} />
            <DifferenceRows
              differences={answer.differences}
              choices={choices}
              onChoose={(key, wins) => setChoices({ ...choices, [key]: wins })}
            />
            <Moves preview={answer} />
          </>
        )}
      </ScrollBody>
      {foot()}
    </Screen>
  )

  function foot() {
    if (!answer) return <Foot last {...(fault ? faultDeeds(fault, read) : {})} />
    return (
      <Foot
        last
        selected={answer.survivor.name}
        sides={[{ text: mergePageTexts.swap(), icon: 'drift', off: busy, onDo: swap }]}
        primary={{
          text: mergePageTexts.mergeNow(),
          icon: 'check',
          off: busy,
          onDo: () => void merge(answer),
        }}
      />
    )
  }

  function swap() {
    setChoices({})
    setPair({ survivorId: pair.mergedId, mergedId: pair.survivorId })
  }

  async function merge(preview: MergePreview) {
    const body = {
      ...pair,
      survivorVersion: preview.survivor.version,
      mergedVersion: preview.merged.version,
      choices,
    }
    const done = await write(mergeRoute, '', body, (minute, { customer }) =>
      mergePageTexts.done(minute, customer.name),
    )
    if (!done) return read()
    endPicks()
    if (Taro.getCurrentPages().length > 1) Taro.navigateBack()
    else Taro.redirectTo({ url: '/pages/merges/index' })
  }
}

function Pair({ preview: { survivor, merged } }: { preview: MergePreview }) {
  return (
    <View className="sides cards">
      <View className="side-card keep">
        <View className="stage won">{mergePageTexts.survivor()}</View>
        <Side side={survivor} />
      </View>
      <View className="side-card">
        <View className="stage">{mergePageTexts.merged()}</View>
        <Side side={merged} />
      </View>
    </View>
  )
}

function Moves({ preview: { moves, notes } }: { preview: MergePreview }) {
  return (
    <>
      <View className="sec">
        <View className="sec-t">{moves.length > 0 ? mergePageTexts.moves() : mergePageTexts.noMoves()}</View>
      </View>
      {moves.length > 0 && (
        <View className="list flat">
          {moves.map(({ kind, name, count }) => (
            <View key={kind} className="row">
              <View className="row-m">{name}</View>
              <View>{mergePageTexts.count(count)}</View>
            </View>
          ))}
        </View>
      )}
      {notes.length > 0 && (
        <View className="sec">
          <View className="sec-t">{mergePageTexts.notes()}</View>
        </View>
      )}
      {notes.length > 0 && (
        <View className="list flat">
          {notes.map((note) => (
            <View key={note} className="row">
              <View className="row-m">{note}</View>
            </View>
          ))}
        </View>
      )}
    </>
  )
}
