import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { List } from '@/state/use-list'
import { useSlow } from '@/state/use-slow'
import { Bones } from './bones'
import { Empty } from './empty'
import { FaultFace } from './fault-face'

interface Props<Item> {
  list: List<Item>
  empty: { icon: Parameters<typeof Empty>[0]['icon']; title: string; why: string }
  children(items: Item[]): ReactNode
}

/** A list in whichever state it is: bones, what went wrong, nothing, or rows and their end. */
export function ListView<Item>({ list, empty, children }: Props<Item>) {
  const { items, fault, more } = list
  const slow = useSlow(!items && !fault)
  if (!items) return fault ? <FaultFace fault={fault} /> : slow ? <Bones /> : null
  if (items.length === 0) return <Empty {...empty} />
  return (
    <>
      {children(items)}
      <View className="end meta">{more ? miniTexts.loadingMore() : miniTexts.end()}</View>
    </>
  )
}
