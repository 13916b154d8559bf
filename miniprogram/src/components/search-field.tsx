import { miniTexts } from '@shared/text/miniprogram'
import { Input, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { Icon } from '@/icons/icon'

/** `q` follows what is typed a quarter of a second later, so that a word is asked for and not each of its letters. */
export function useSearch() {
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typed ? 250 : 0)
    return () => clearTimeout(timer)
  }, [typed])
  return {
    typed,
    q,
    type: setTyped,
    now: () => setQ(typed.trim()),
    clear: () => {
      setTyped('')
      setQ('')
    },
  }
}

interface Props {
  search: ReturnType<typeof useSearch>
  placeholder: string
}

/** In the thumb bar, in place of a button. */
export function SearchField({ search, placeholder }: Props) {
  return (
    <View className="field action">
      <Icon name="search" />
      <Input
        className="field-in"
        value={search.typed}
        placeholder={placeholder}
        placeholderClass="hint"
        maxlength={60}
        confirmType="search"
        onInput={(event) => search.type(event.detail.value)}
        onConfirm={search.now}
      />
      {search.typed && (
        <View className="field-clear" aria-label={miniTexts.clearSearch()} onClick={search.clear}>
          <Icon name="close" size="s" />
        </View>
      )}
    </View>
  )
}
