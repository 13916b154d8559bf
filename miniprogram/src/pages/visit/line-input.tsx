import { Input, View } from '@tarojs/components'

interface Props {
  value: string
  hint: string
  /** Digits and a point. */
  figure?: boolean
  focus?: boolean
  atMost?: number
  onChange(value: string): void
  onDone?(): void
}

/** One line to write in; the keyboard's own key is what sends it. */
export function LineInput({ value, hint, figure, focus, atMost = 60, onChange, onDone }: Props) {
  return (
    <View className="line-in">
      <Input
        className="input-in"
        value={value}
        placeholder={hint}
        placeholderClass="hint"
        type={figure ? 'digit' : 'text'}
        maxlength={atMost}
        focus={focus}
        confirmType="done"
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={onDone}
      />
    </View>
  )
}
