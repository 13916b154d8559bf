import { useCallback, useEffect, useRef, useState } from 'react'
import { type Fault, offlineFault } from '@/api/request'
import type { KeptOutcome } from '@/offline/call-kept'
import { now } from './clock'
import { mergeFirstPage } from './merge-first-page'

interface Page<Item> {
  readonly items: Item[]
  readonly nextCursor: string | null
}

export interface List<Item> {
  /** Undefined until the first page is there. */
  readonly items: Item[] | undefined
  /** Rows that came in while the list was being looked at. */
  readonly fresh: ReadonlySet<string>
  readonly more: boolean
  readonly fault: Fault | undefined
  /** When what is shown was read. */
  readonly at: Date | undefined
  refresh(): Promise<void>
  loadMore(): Promise<void>
  /** The newcomers have been looked at. */
  seen(): void
}

interface State<Item> {
  items?: Item[]
  nextCursor: string | null
  fresh: ReadonlySet<string>
  fault?: Fault
  at?: Date
}

const empty = { nextCursor: null, fresh: new Set<string>() }

/**
 * A list paged by cursor. `key` says which list it is: another key starts over; an undefined key waits.
 * `merge`: newest first and only ever added to, so a refresh reads one page and keeps what lies behind it; any other
 * list is read again as far as it was open.
 */
export function useList<Item extends { id: string }>(
  key: string | undefined,
  load: (cursor: string | undefined) => Promise<KeptOutcome<Page<Item>>>,
  { merge = false } = {},
): List<Item> {
  const [state, setState] = useState<State<Item>>(empty)
  const latest = useRef({ key, load, state, busy: false, turn: 0 })
  latest.current.load = load
  latest.current.state = state

  const refresh = useCallback(async () => {
    const { current } = latest
    const turn = ++current.turn
    const open = current.state.items?.length ?? 0
    let page = await current.load(undefined)
    while (!merge && page.answer?.nextCursor && page.answer.items.length < open) {
      const before = page.answer.items
      const next = await current.load(page.answer.nextCursor)
      page = next.answer ? { answer: { ...next.answer, items: [...before, ...next.answer.items] } } : next
    }
    if (turn !== current.turn) return
    const { answer, fault, keptAt } = page
    if (fault) return setState((old) => ({ ...old, fault }))
    // What lies on the phone is not newer than what the page has read itself.
    if (keptAt && current.state.items) return setState((old) => ({ ...old, fault: offlineFault() }))
    const { items: known, nextCursor } = current.state
    const merged = merge && known ? mergeFirstPage(known, nextCursor, answer) : { ...answer, fresh: [] }
    setState((old) => ({
      items: merged.items,
      nextCursor: merged.nextCursor,
      fresh: merged.fresh.length > 0 ? new Set([...old.fresh, ...merged.fresh]) : old.fresh,
      at: keptAt ?? now(),
      fault: keptAt && offlineFault(),
    }))
  }, [merge])

  const loadMore = useCallback(async () => {
    const { current } = latest
    const cursor = current.state.nextCursor
    if (!cursor || current.busy) return
    current.busy = true
    const turn = current.turn
    const { answer, fault } = await current.load(cursor)
    current.busy = false
    // A refresh in between has its own cursor.
    if (turn !== current.turn) return
    if (fault) return setState((old) => ({ ...old, fault }))
    setState((old) => {
      const known = new Set(old.items?.map((item) => item.id))
      const items = [...(old.items ?? []), ...answer.items.filter((item) => !known.has(item.id))]
      return { ...old, items, nextCursor: answer.nextCursor, fault: undefined }
    })
  }, [])

  const seen = useCallback(() => setState((old) => ({ ...old, fresh: empty.fresh })), [])

  useEffect(() => {
    latest.current.state = empty
    latest.current.turn++
    setState(empty)
    if (key !== undefined) refresh()
  }, [key, refresh])

  const { items, fresh, nextCursor, fault, at } = state
  return { items, fresh, more: nextCursor !== null, fault, at, refresh, loadMore, seen }
}
