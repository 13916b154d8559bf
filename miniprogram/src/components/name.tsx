import { View } from '@tarojs/components'

interface Props {
  text: string
  className?: string
}

const kept = 5

/** Shops differ at their end: a long name is cut in its middle and keeps its last 5 characters; one ending in ）is cut at the end. */
export function Name({ text, className = '' }: Props) {
  if (text.length <= kept * 2 || /[)）]$/.test(text))
    return <View className={`cut ${className}`}>{text}</View>
  return (
    <View className={`mid ${className}`}>
      <View className="mid-head">{text.slice(0, -kept)}</View>
      <View className="mid-tail">{text.slice(-kept)}</View>
    </View>
  )
}
