import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'

export type Step = 0 | 1 | 2
const steps = [0, 1, 2] as const

interface Props {
  at: Step
  /** What a finished step came to: 打卡 14:40, 货架 3 张. */
  results: readonly (string | undefined)[]
  onChoose(step: Step): void
}

/** Where one is: finished steps carry their result, and can be looked at again. */
export function Steps({ at, results, onChoose }: Props) {
  const names = visitPageTexts.steps()
  return (
    <View className="steps">
      {steps.map((step) => {
        const result = step === at ? undefined : results[step]
        const look = step === at ? 'on' : result ? 'ok' : ''
        return (
          <View
            key={step}
            className={`step ${look}`}
            onClick={() => step > 0 && results[0] && onChoose(step)}
          >
            {result ?? visitPageTexts.step(step + 1, names[step])}
          </View>
        )
      })}
    </View>
  )
}
