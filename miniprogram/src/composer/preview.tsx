import { View } from '@tarojs/components'
import type { Preview as Shown, Slot } from './preview-of'

/** Four rows, three where the phone is narrow. */
export function Preview({ preview }: { preview: Shown }) {
  return (
    <View className="slots">
      {preview.who.length > 0 && <View className="slots-who">{preview.who.map(slotRow)}</View>}
      {preview.what.map(slotRow)}
    </View>
  )
}

function slotRow({ label, value, open, evidence }: Slot) {
  return (
    <View key={label} className="slot">
      <View className="slot-l">{label}</View>
      <View className="slot-m">
        <View className={`slot-v ${open ? 'open' : ''}`}>{value}</View>
        {evidence && <View className="slot-e">{evidence}</View>}
      </View>
    </View>
  )
}
