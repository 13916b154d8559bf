import { customersRoute } from '@shared/api/customers'
import { fileTexts } from '@shared/text/customer-pages'
import { type ReactNode, useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Sheet } from '@/components/sheet'
import type { FormRow } from './form-rows'
import { OptionList } from './option-list'

interface Props {
  row: FormRow
  /** What is said about what is being typed. */
  children?: ReactNode
  onType(value: string): void
  onFill(value: string, text?: string): void
  onFold(): void
}

/** Fills one row of the form in: typed or chosen down here, where the thumb is. */
export function RowSheet({ row, children, onType, onFill, onFold }: Props) {
  const [value, setValue] = useState(row.value)
  const { editor, label } = row
  if (editor.kind === 'customer') return <CustomerSheet {...{ row, onFill, onFold }} />
  const options = editor.kind === 'options' ? editor.options : undefined
  const type = (typed: string) => {
    setValue(typed)
    onType(typed)
  }
  return (
    <Sheet
      title={label}
      input={
        editor.kind === 'text'
          ? { value, hint: editor.hint, atMost: editor.atMost, onChange: type }
          : undefined
      }
      side={row.value ? { text: fileTexts.clear(), icon: 'close', onDo: () => onFill('') } : undefined}
      send={{ text: fileTexts.fill(), icon: 'check', off: options && !value }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => onFill(value.trim())}
    >
      {options && <OptionList options={options} on={value} onChoose={setValue} />}
      {children}
    </Sheet>
  )
}

/** Another customer: looked for by name, chosen from what is found; 无 is an answer. */
function CustomerSheet({ row, onFill, onFold }: Pick<Props, 'row' | 'onFill' | 'onFold'>) {
  const [q, setQ] = useState('')
  const [found, setFound] = useState<{ id: string; name: string }[]>([])
  const [value, setValue] = useState<string>()
  useEffect(() => {
    if (!q.trim()) return setFound([])
    const timer = setTimeout(async () => {
      const { answer } = await call(customersRoute, { query: { q: q.trim(), scope: 'all' } })
      if (answer) setFound(answer.items.slice(0, 6))
    }, 250)
    return () => clearTimeout(timer)
  }, [q])
  const options = [...found, { id: fileTexts.none(), name: fileTexts.none() }]
  return (
    <Sheet
      title={row.label}
      about={row.text}
      input={{ value: q, hint: fileTexts.searchReferrer(), onChange: setQ }}
      send={{ text: fileTexts.fill(), icon: 'check', off: !value }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => value && onFill(value, options.find(({ id }) => id === value)?.name)}
    >
      <OptionList options={options} on={value} onChoose={setValue} />
    </Sheet>
  )
}
