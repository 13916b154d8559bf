import type { CustomerRow } from '@shared/api/customers'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import { Dotted } from './dotted'
import { Name } from './name'

interface Props {
  customer: CustomerRow
  on: boolean
  onTick(): void
}

/** One of several customers that something is to be done with. */
export function TickRow({ customer, on, onTick }: Props) {
  const { name, store, owner, code } = customer
  return (
    <View className={`row ticked ${on ? 'on' : ''}`} aria-role="checkbox" aria-checked={on} onClick={onTick}>
      <View className={`tick ${on ? 'on' : ''}`}>{on && <Icon name="check" size="s" />}</View>
      <View className="row-m">
        <Name className="name" text={name} />
        <Dotted className="meta" parts={[store.name, owner?.name ?? miniTexts.noOwner(), code]} />
      </View>
    </View>
  )
}
