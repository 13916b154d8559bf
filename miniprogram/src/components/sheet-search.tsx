import { Input, View } from '@tarojs/components'
import { Icon } from '@/icons/icon'

interface Props {
  value: string
  hint: string
  onChange(value: string): void
}

/** Narrows a long list in a sheet. Its keyboard comes up when it is touched, and sends nothing. */
export function SheetSearch({ value, hint, onChange }: Props) {
  return (
    <View className="input find">
      <Icon name="search" />
      <Input
        className="input-in"
        value={value}
        placeholder={hint}
        placeholderClass="hint"
        maxlength={40}
        confirmType="search"
        onInput={(event) => onChange(event.detail.value)}
      />
    </View>
  )
}
