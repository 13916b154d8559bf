import type { MergePreview } from '@shared/api/merges'
import { mergePageTexts } from '@shared/text/merge-pages'
import { View } from '@tarojs/components'
import { Icon } from '@/icons/icon'
import { PhotoThumb } from '../customer-file/photo-thumb'

type Difference = MergePreview['differences'][number]

interface Props {
  differences: readonly Difference[]
  choices: Readonly<Record<string, Difference['wins']>>
  onChoose(key: string, wins: Difference['wins']): void
}

/** Where the two differ: both values, the one that is kept marked; a tap takes the other. */
export function DifferenceRows({ differences, choices, onChoose }: Props) {
  return (
    <>
      <View className="sec">
        <View className="sec-t">
          {differences.length > 0
            ? mergePageTexts.differences(differences.length)
            : mergePageTexts.noDifferences()}
        </View>
      </View>
      {differences.length > 0 && (
        <View className="list flat">
          {differences.map(({ key, name, wins, photos, ...texts }) => {
            const kept = choices[key] ?? wins
            return (
              <View key={key} className="row">
                <View className="row-m">
                  <View className="meta">{name}</View>
                  <View className="sides">
                    {(['survivor', 'merged'] as const).map((side) => (
                      <View
                        key={side}
                        className={`value ${side === kept ? 'on' : ''}`}
                        aria-role="radio"
                        aria-checked={side === kept}
                        onClick={() => onChoose(key, side)}
                      >
                        <View className="row-m">
                          {photos?.[side] && <PhotoThumb key={photos[side]} id={photos[side]} />}
                          <View>{texts[side] ?? mergePageTexts.empty()}</View>
                        </View>
                        {side === kept && <Icon name="check" />}
                      </View>
                    ))}
                  </View>
                </View>
              </View>
            )
          })}
        </View>
      )}
    </>
  )
}
