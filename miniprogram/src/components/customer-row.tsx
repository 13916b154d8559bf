import type { CustomerRow as Customer } from '@shared/api/customers'
import { miniTexts } from '@shared/text/miniprogram'
import { minuteText } from '@shared/text/minutes'
import { View } from '@tarojs/components'
import { now } from '@/state/clock'
import { Dotted } from './dotted'
import { Name } from './name'
import { openCustomer } from './open-customer'
import { StageChip } from './stage-chip'

export function CustomerRow({ customer }: { customer: Customer }) {
  const { id, name, code, lastTouchAt, store, owner, stage } = customer
  return (
    <View className="row" onClick={() => openCustomer(id)}>
      <View className="row-m">
        <View className="row-h">
          <Name className="name" text={name} />
          <StageChip stage={stage} />
        </View>
        <Dotted
          className="who-meta meta"
          parts={[
            lastTouchAt ? minuteText(new Date(lastTouchAt), now()) : miniTexts.noTouch(),
            store.name,
            owner?.name ?? miniTexts.noOwner(),
            code,
          ]}
        />
      </View>
    </View>
  )
}
