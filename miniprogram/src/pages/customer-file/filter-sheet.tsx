import type { CustomerFilter } from '@shared/api/customer-filter'
import { fileTexts } from '@shared/text/customer-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import type { FilterRow } from './filter-rows'
import { OptionList } from './option-list'

interface Props {
  row: FilterRow
  onFill(filter: CustomerFilter): void
  onFold(): void
}

/** Says one thing the list is narrowed by. */
export function FilterSheet({ row, onFill, onFold }: Props) {
  const [value, setValue] = useState(row.value)
  const { editor } = row
  const next = row.set(value)
  return (
    <Sheet
      title={row.label}
      input={
        editor.kind === 'text'
          ? { value, hint: editor.hint, atMost: editor.atMost, onChange: setValue }
          : undefined
      }
      side={
        row.value
          ? { text: fileTexts.any(), icon: 'close', onDo: () => onFill(row.set('') ?? {}) }
          : undefined
      }
      send={{ text: fileTexts.fill(), icon: 'check', off: !next || value === '' }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => next && onFill(next)}
    >
      {editor.kind === 'options' && <OptionList options={editor.options} on={value} onChoose={setValue} />}
      {editor.kind === 'text' && !next && <View className="wordy meta">{fileTexts.rangeWrong()}</View>}
    </Sheet>
  )
}
