import { ScrollView, View } from '@tarojs/components'

interface Props<Code extends string> {
  chips: readonly { code: Code; text: string }[]
  on: Code | undefined
  onChoose(code: Code): void
}

/** What am I looking at. Chips choose, they do not act: the one thing out of the thumb's reach. */
export function Chips<Code extends string>({ chips, on, onChoose }: Props<Code>) {
  return (
    <View className="chips-bar">
      <ScrollView className="chips scroll-x" scrollX enhanced showScrollbar={false}>
        <View className="chips-in">
          {chips.map(({ code, text }) => (
            <View key={code} className={`chip ${code === on ? 'on' : ''}`} onClick={() => onChoose(code)}>
              {text}
            </View>
          ))}
        </View>
      </ScrollView>
    </View>
  )
}
