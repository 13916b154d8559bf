import type { CustomerTemplate } from '../customers/install-fields'

/** What an organisation of a trade starts with; everything in it can be changed afterwards. */
export interface Template extends CustomerTemplate {
  code: 'fresh-retail' | 'general'
  stages: readonly { code: string; name: string }[]
  /** What the rules of later features go by, one row of `setting` each. */
  settings: Readonly<Record<string, unknown>>
}

type Field = CustomerTemplate['fields'][number]

/** A field that people answer; with choices it is a choice. */
export function field(code: string, name: string, more: Partial<Omit<Field, 'code' | 'name'>> = {}): Field {
  const type = more.choices ? 'choice' : 'text'
  return { code, name, type, required: 'no', choices: null, computedFrom: null, ...more }
}
