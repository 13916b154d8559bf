import { View } from '@tarojs/components'

interface Props {
  options: readonly { id: string; name: string }[]
  on: string | undefined
  onChoose(id: string): void
}

/** One of a few, in a sheet: a row marks, the thumb sends. */
export function OptionList({ options, on, onChoose }: Props) {
  return (
    <View className="opts">
      {options.map(({ id, name }, index) => (
        <View
          key={id}
          className={`opt ${id === on ? 'on' : ''}`}
          aria-role="radio"
          onClick={() => onChoose(id)}
        >
          <View className="radio">{index + 1}</View>
          <View className="opt-t two">{name}</View>
        </View>
      ))}
    </View>
  )
}
