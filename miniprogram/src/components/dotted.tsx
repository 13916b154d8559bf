import { View } from '@tarojs/components'

interface Props {
  parts: readonly (string | undefined | false)[]
  className?: string
}

/** Facts in one meta line: 谁 · 今天 14:33. What is not known is left out. */
export function Dotted({ parts, className = '' }: Props) {
  const said = parts.filter((part): part is string => Boolean(part))
  return (
    <View className={`dotted ${className}`}>
      <View className="dotted-in">
        {said.map((part) => (
          <View key={part} className="fact">
            {part}
          </View>
        ))}
      </View>
    </View>
  )
}
