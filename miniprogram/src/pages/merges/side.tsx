import type { MergeSide } from '@shared/api/merges'
import { mergePageTexts } from '@shared/text/merge-pages'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { Dotted } from '@/components/dotted'
import { Name } from '@/components/name'
import { now } from '@/state/clock'

/** One of two customers: who it is, whose, and when somebody was last in touch. */
export function Side({ side }: { side: MergeSide }) {
  const { name, code, store, owner, stage, address, lastTouchAt, createdAt } = side
  return (
    <View className="side-in">
      <Name className="name" text={name} />
      {address && <View className="row-t two">{address}</View>}
      <Dotted
        className="meta"
        parts={[
          miniTexts.code(code),
          store.name,
          owner?.name ?? miniTexts.noOwner(),
          stage.name,
          lastTouchAt
            ? mergePageTexts.lastTouch(minuteText(new Date(lastTouchAt), now()))
            : miniTexts.noTouch(),
          mergePageTexts.created(minuteText(new Date(createdAt), now())),
        ]}
      />
    </View>
  )
}
