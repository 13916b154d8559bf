import type {
  Command,
  ConfirmReason,
  ExplainPart,
  Opportunity,
  Report,
  Understanding,
} from '../../shared/language/types'

/** What one line holds: things to do, signals, and what was done, refused, lacking or agreed. */
export type Part = (Command | Opportunity | ReportPart) & AsSaid

/** What the answer shows of how it was understood. */
export interface AsSaid {
  confirm?: ConfirmReason[]
  /** The words its time was read from: 明日10点. */
  timeSaid?: string
}

/** What was seen or heard at the customer: written down beside what is to be done there. */
const seen: ReadonlySet<Report['type']> = new Set(['rejected', 'outOfStock', 'overstock', 'sampleFeedback'])

/**
 * What is to be acted on, in the order it is answered: 拒收3箱，明天补5箱 records the rejection and plans the task. A payment
 * that was made is told, not collected; an appointment is a visit to plan; goods that came back are not to be brought.
 */
export function partsOf(meant: Understanding): Part[] {
  const { report, explain, ...rest } = meant
  const told = report ? [reportPart(report)] : []
  const beside = report && seen.has(report.type) ? told : []
  if (rest.kind === 'multi')
    return [
      ...beside,
      ...rest.results.map((part, index) => ({ ...part, timeSaid: timeSaid(explain, index) })),
    ]
  const said = timeSaid(explain)
  if (report?.type === 'paid' && !(rest.kind === 'command' && rest.due)) return told
  const onlyTold = rest.kind === 'command' && rest.items.every(({ action }) => !action)
  if (rest.kind === 'none' || (onlyTold && beside.length > 0))
    return told.map((part) => ({ ...part, timeSaid: said }))
  return [...beside, { ...rest, timeSaid: said }]
}

/** The words the time of one result was read from; said in two places (明天 … 10点), both. */
function timeSaid(explained: readonly ExplainPart[] | undefined, result?: number): string | undefined {
  const words = explained?.filter((each) => each.part === 'time' && each.result === result)
  return words?.map(({ text }) => text).join(' ') || undefined
}

export interface ReportPart {
  kind: 'report'
  report: Report
  store?: string
  person?: string
}

/** A report as a part: about whom it is decides like for a command. */
function reportPart(report: Report): ReportPart {
  return {
    kind: 'report',
    report,
    ...(report.store && { store: report.store }),
    ...(report.person && { person: report.person }),
  }
}
