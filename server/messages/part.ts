import type { Command, ConfirmReason, Opportunity, Report } from '../../shared/language/types'

/** What one line holds: things to do, signals, and what was done, refused, lacking or agreed. */
export type Part = (Command | Opportunity | ReportPart) & { confirm?: ConfirmReason[] }

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
