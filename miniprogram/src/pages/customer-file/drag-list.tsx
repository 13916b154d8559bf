import { fileTexts } from '@shared/text/customer-pages'
import { type ITouchEvent, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Dotted } from '@/components/dotted'
import { Icon } from '@/icons/icon'

interface Row {
  id: string
  name: string
  inUse: boolean
}

interface Props<Item extends Row> {
  items: Item[]
  on: string | undefined
  /** What is said of one below its name. */
  partsOf(item: Item): string[]
  onSelect(id: string): void
  onOrder(ids: string[]): void
}

/** All rows are of one height, so that a distance says how many rows it is. */
const rowPx = 68

interface Drag {
  id: string
  from: number
  y: number
  dy: number
}

/** Rows that are put into order by their grip, with a finger or a mouse. Those out of use lie below, unordered. */
export function DragList<Item extends Row>({ items, on, partsOf, onSelect, onOrder }: Props<Item>) {
  const [drag, setDrag] = useState<Drag>()
  const latest = useRef(drag)
  latest.current = drag
  // Until the server's own order comes back, the dropped row stays where it was dropped.
  const [dropped, setDropped] = useState<{ of: Item[]; ids: string[] }>()
  const inUse = items.filter((item) => item.inUse)
  const order = dropped?.of === items ? dropped.ids : inUse.map(({ id }) => id)
  const rows = order.flatMap((id) => inUse.find((item) => item.id === id) ?? [])
  const to = drag && Math.min(rows.length - 1, Math.max(0, drag.from + Math.round(drag.dy / rowPx)))

  const begin = (id: string, y: number) =>
    setDrag({ id, from: rows.findIndex((item) => item.id === id), y, dy: 0 })
  const move = (y: number) => setDrag((old) => old && { ...old, dy: y - old.y })
  const end = () => {
    const done = latest.current
    setDrag(undefined)
    if (!done || to === undefined || to === done.from) return
    const ids = rows.map(({ id }) => id).filter((id) => id !== done.id)
    ids.splice(to, 0, done.id)
    setDropped({ of: items, ids })
    onOrder(ids)
  }
  const dragging = drag !== undefined
  const hands = useRef({ move, end })
  hands.current = { move, end }
  useEffect(() => {
    // A mouse leaves the row it holds; a phone has none.
    if (process.env.TARO_ENV !== 'h5' || !dragging) return
    const onMove = (event: MouseEvent) => hands.current.move(event.clientY)
    const onUp = () => hands.current.end()
    window.addEventListener('mousemove', onMove)
    window.addEventListener('mouseup', onUp)
    return () => {
      window.removeEventListener('mousemove', onMove)
      window.removeEventListener('mouseup', onUp)
    }
  }, [dragging])

  return (
    <>
      <View className="sec">
        <View className="meta">{fileTexts.dragWhy()}</View>
      </View>
      <View className="list flat">
        {rows.map((item, index) => (
          <View
            key={item.id}
            className={`row ${item.id === on ? 'on' : ''} ${drag?.id === item.id ? 'drag' : ''}`}
            style={{
              height: `${rowPx}px`,
              boxSizing: 'border-box',
              transform: `translateY(${shift(item.id, index)}px)`,
            }}
            onClick={() => onSelect(item.id)}
          >
            {words(item)}
            <View className="grip" aria-label={fileTexts.drag(item.name)} catchMove {...handsOf(item.id)}>
              <Icon name="grip" />
            </View>
          </View>
        ))}
        {items
          .filter((item) => !item.inUse)
          .map((item) => (
            <View
              key={item.id}
              className={`row ${item.id === on ? 'on' : ''}`}
              onClick={() => onSelect(item.id)}
            >
              {words(item)}
            </View>
          ))}
      </View>
    </>
  )

  function words(item: Item) {
    return (
      <View className="row-m">
        <View className="name cut">{item.name}</View>
        <Dotted className="meta" parts={partsOf(item)} />
      </View>
    )
  }

  /** How far a row stands aside while another is over it. */
  function shift(id: string, index: number): number {
    if (!drag || to === undefined) return 0
    if (id === drag.id) return drag.dy
    if (index > drag.from && index <= to) return -rowPx
    return index < drag.from && index >= to ? rowPx : 0
  }

  function handsOf(id: string) {
    const fingerY = (event: unknown) => (event as ITouchEvent).touches[0]?.clientY ?? 0
    const touch = {
      onTouchStart: (event: unknown) => {
        ;(event as ITouchEvent).stopPropagation()
        begin(id, fingerY(event))
      },
      onTouchMove: (event: unknown) => {
        ;(event as ITouchEvent).stopPropagation()
        move(fingerY(event))
      },
      onTouchEnd: end,
      onTouchCancel: end,
    }
    if (process.env.TARO_ENV !== 'h5') return touch
    return { ...touch, onMouseDown: (event: { clientY: number }) => begin(id, event.clientY) }
  }
}
