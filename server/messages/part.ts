import type { Command, ConfirmReason, ExplainPart, Opportunity, Report } from '../../shared/language/types'

/** What one line holds: things to do, signals, and what was done, refused, lacking or agreed. */
export type Part = (Command | Opportunity | ReportPart) & AsSaid

/** What the answer shows of how it was understood. */
export interface AsSaid {
  confirm?: ConfirmReason[]
  /** The words its time was read from: 明日10点. */
  timeSaid?: string
}

/** The words the time of one result was read from; said in two places (明天 … 10点), both. */
export function timeSaid(explained: readonly ExplainPart[] | undefined, result?: number): string | undefined {
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
export function reportPart(report: Report): ReportPart {
  return {
    kind: 'report',
    report,
    ...(report.store && { store: report.store }),
    ...(report.person && { person: report.person }),
  }
}
