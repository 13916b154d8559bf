import { View } from '@tarojs/components'
import { PhotoThumb } from './photo-thumb'

interface Props {
  label: string
  text: string | null
  /** A photo that answers it. */
  photo?: string
  /** What stands where nothing is filled in. */
  blank: string
  /** A word beside the label: 必填, 待补. */
  mark?: string
  /** What is wrong with it. */
  wrong?: string
  on?: boolean
  onSelect?(): void
}

/** One thing that is kept of a customer: its name, and what it says. */
export function FactRow({ label, text, photo, blank, mark, wrong, on, onSelect }: Props) {
  return (
    <View className={`row ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className="row-m">
        <View className="row-h">
          <View className="meta">{label}</View>
          {mark && <View className="stage hot">{mark}</View>}
        </View>
        {photo && <PhotoThumb key={photo} id={photo} />}
        <View className={text ? 'fact-v' : 'fact-v open'}>{text || blank}</View>
        {wrong && <View className="fact-w">{wrong}</View>}
      </View>
    </View>
  )
}
