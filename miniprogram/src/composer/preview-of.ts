import type { Command, ExplainPart, Opportunity, Report, Understanding } from '@shared/language/types'
import { dueText } from '@shared/text/due'
import { itemsText } from '@shared/text/items'
import { confirmWords, dueWords, miniTexts } from '@shared/text/miniprogram'
import { dayText, shanghaiOffset } from '@shared/text/minutes'
import type { Names } from './names'

/** One row of the preview. */
export interface Slot {
  readonly label: string
  readonly value: string
  /** Not said: it stays open. */
  readonly open?: boolean
  readonly evidence?: string
}

export interface Preview {
  /** What will be written. */
  readonly headline: string
  /** Nothing is open and nothing was guessed. */
  readonly sure: boolean
  /** Whom it is about: they share a line on a narrow phone. */
  readonly who: readonly Slot[]
  readonly what: readonly Slot[]
}

type Part = Command | Opportunity

/** What stands above the input while a line is being typed; undefined where nothing was understood. */
export function previewOf(meant: Understanding, names: Names | undefined, at: Date): Preview | undefined {
  if (meant.kind === 'multi') return several(meant.results, at)
  const { report } = meant
  if (
    report &&
    (meant.kind === 'none' || (report.type === 'paid' && !(meant.kind === 'command' && meant.due)))
  )
    return reported(report, meant, names, at)
  return meant.kind === 'none' ? undefined : single(meant, meant, names, at)
}

function single(part: Part, meant: Understanding, names: Names | undefined, at: Date): Preview {
  const who = [storeSlot(part.store, meant.explain, names), personSlot(part.person, meant.explain)]
  const what = [timeSlot(part, meant, at), workSlot(part)]
  const open = [...who, ...what].some((slot) => slot.open)
  return {
    headline: miniTexts.willMake(part.kind === 'command' ? 1 : 0, part.kind === 'opportunity' ? 1 : 0),
    sure: !open && !meant.confirm?.length && storesOf(part.store, names).length === 1,
    who,
    what,
  }
}

function several(parts: readonly Part[], at: Date): Preview {
  const commands = parts.filter((part) => part.kind === 'command').length
  const what = parts.map((part, index): Slot => {
    const due = part.due && dueWords(new Date(part.due), part.dueGrain, at)
    return {
      label: `${index + 1}`,
      value: workSlot(part).value,
      evidence: [part.store ?? miniTexts.noStoreSaid(), part.person, due].filter(Boolean).join('，'),
    }
  })
  return { headline: miniTexts.willMake(commands, parts.length - commands), sure: false, who: [], what }
}

/** What was done, refused, lacking or agreed. */
function reported(report: Report, meant: Understanding, names: Names | undefined, at: Date): Preview {
  const { store, person, at: due, atGrain: dueGrain, action, product, quantity, unit } = report
  const items = action || product ? [{ action, product, quantity, unit }] : []
  if (report.type === 'appointment')
    return single({ kind: 'command', store, person, due, dueGrain, items }, meant, names, at)
  const told = items.length > 0 ? itemsText(items) : (report.text ?? '')
  return {
    headline: miniTexts.willTell(report.type),
    sure: false,
    who: [storeSlot(store, meant.explain, names), personSlot(person, meant.explain)],
    what: [{ label: miniTexts.slotTold(), value: told, evidence: report.reason }],
  }
}

/** Exactly the name, or all that contain what was said. */
function storesOf(said: string | undefined, names: Names | undefined): string[] {
  if (!said || !names) return []
  const all = names.customers.map(({ name }) => name)
  return all.includes(said) ? [said] : all.filter((name) => name.includes(said))
}

function storeSlot(
  store: string | undefined,
  explain: readonly ExplainPart[] | undefined,
  names: Names | undefined,
): Slot {
  const label = miniTexts.slotStore()
  if (!store) return { label, value: miniTexts.noStoreSaid(), open: true, evidence: miniTexts.offerStore() }
  const known = storesOf(store, names)
  const value = known.length === 1 ? (known[0] ?? store) : store
  if (names && known.length === 0) return { label, value, evidence: miniTexts.storeUnknown() }
  if (known.length > 1) return { label, value, evidence: miniTexts.storesAlike(known.length) }
  return { label, value, evidence: saidOtherwise('store', value, explain) }
}

function personSlot(person: string | undefined, explain: readonly ExplainPart[] | undefined): Slot {
  const label = miniTexts.slotPerson()
  return person
    ? { label, value: person, evidence: saidOtherwise('person', person, explain) }
    : { label, value: miniTexts.notSaid(), open: true }
}

/** The words it was read from, where they are not the name itself. */
function saidOtherwise(
  part: ExplainPart['part'],
  value: string,
  explain: readonly ExplainPart[] | undefined,
): string | undefined {
  const said = explain?.find((each) => each.part === part)?.text
  return said && said !== value ? miniTexts.said(said) : undefined
}

function timeSlot(part: Part, meant: Understanding, at: Date): Slot {
  const label = miniTexts.slotTime()
  if (!part.due) return { label, value: miniTexts.notSaid(), open: true, evidence: miniTexts.offerTime() }
  const due = new Date(part.due)
  const full = dueText(due, part.dueGrain ?? 'minute', shanghaiOffset)
  const near = !/^\d/.test(dayText(due, at))
  const doubts = (meant.confirm ?? []).map((reason) => confirmWords[reason])
  const said = meant.explain?.find((each) => each.part === 'time')?.text
  const evidence = [near ? full.slice(0, '2026-03-05 周四'.length) : said && miniTexts.said(said), ...doubts]
  return {
    label,
    value: near ? dueWords(due, part.dueGrain, at) : full,
    evidence: evidence.filter(Boolean).join('，'),
  }
}

function workSlot(part: Part): Slot {
  if (part.kind === 'opportunity')
    return { label: miniTexts.slotSignal(), value: (part.keywords ?? [part.keyword]).join('、') }
  const label = miniTexts.slotWork()
  const noGoods = part.items.some(
    (item) => item.quantity !== undefined && !item.product && item.unit !== '元',
  )
  const evidence =
    part.items.length === 0 ? miniTexts.workImplied() : noGoods ? miniTexts.offerGoods() : undefined
  return { label, value: itemsText(part.items), evidence }
}
