import { fileTexts } from '@shared/text/customer-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { SheetSearch } from '@/components/sheet-search'

interface Props {
  options: readonly { id: string; name: string }[]
  on: string | undefined
  onChoose(id: string): void
}

/** More than this are looked for, not scrolled through. */
const glanceAtMost = 12
const shownAtMost = 40

/** One of several, in a sheet: a row marks, the thumb sends. */
export function OptionList({ options, on, onChoose }: Props) {
  const [q, setQ] = useState('')
  const long = options.length > glanceAtMost
  const found = long ? options.filter(({ name }) => name.includes(q.trim())) : options
  return (
    <>
      {long && <SheetSearch value={q} hint={fileTexts.findAmong(options.length)} onChange={setQ} />}
      <View className="opts">
        {found.slice(0, shownAtMost).map(({ id, name }, index) => (
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
      {found.length === 0 && <View className="sheet-p">{fileTexts.noneOfThat(q)}</View>}
    </>
  )
}
