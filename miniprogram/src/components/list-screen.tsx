import type { ReactNode } from 'react'
import type { List } from '@/state/use-list'
import { Empty } from './empty'
import { faultDeeds, homeDeed } from './fault-face'
import { Foot } from './foot'
import { ListView } from './list-view'
import { Screen } from './screen'
import { ScrollBody } from './scroll-body'
import { StaleStrip } from './stale-strip'

interface Props<Item> {
  title: string
  list: List<Item>
  empty: Parameters<typeof ListView<Item>>[0]['empty']
  /** Between the title and the list: chips, a strip. */
  head?: ReactNode
  /** At the top of what scrolls. */
  intro?: ReactNode
  tight?: boolean
  /** Why this person sees nothing of it. */
  barred?: { title: string; why: string } | undefined
  children(items: Item[]): ReactNode
  /** What the thumb can do; asked for only where there is something to do it with. */
  foot(): ReactNode
}

/** A page that is one list, in whichever state it is; where it could not be read the thumb bar has the way on. */
export function ListScreen<Item>(props: Props<Item>) {
  const { title, list, empty, head, intro, tight, barred, children, foot } = props
  return (
    <Screen title={title} back>
      {head}
      <StaleStrip fault={list.fault} at={list.at} />
      <ScrollBody tight={tight} onRefresh={list.refresh} onMore={list.loadMore}>
        {intro}
        {barred ? (
          <Empty icon="lock" {...barred} />
        ) : (
          <ListView list={list} empty={empty}>
            {children}
          </ListView>
        )}
      </ScrollBody>
      {barred ? (
        <Foot last primary={homeDeed()} />
      ) : list.fault && !list.items ? (
        <Foot last {...faultDeeds(list.fault, list.refresh)} />
      ) : (
        foot()
      )}
    </Screen>
  )
}
