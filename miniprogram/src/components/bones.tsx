import { View } from '@tarojs/components'

/** Loading: the rows' own geometry, no spinner. */
export function Bones() {
  return (
    <View className="list">
      {[1, 2, 3, 4].map((row) => (
        <View key={row} className={`row bones-${row}`}>
          <View className="disc" />
          <View className="row-m">
            <View className="bone b1" />
            <View className="bone b2" />
            <View className="bone b3" />
          </View>
        </View>
      ))}
    </View>
  )
}
