import type { CustomerFilter } from '@shared/api/customer-filter'
import type { FieldShape } from '@shared/api/fields'
import { fileTexts } from '@shared/text/customer-pages'
import type { Choices, Editor } from './form-rows'

export interface FilterRow {
  key: string
  label: string
  value: string
  text: string
  editor: Editor
  /** The filter with this row saying that; undefined where it cannot be read. */
  set(value: string): CustomerFilter | undefined
}

const silentDays = [3, 7, 14, 30, 60]

/** Everything a list can be narrowed by; what is not said is 不限. */
export function filterRows(filter: CustomerFilter, choices: Choices): FilterRow[] {
  const chosen = (
    key: 'stage' | 'owner' | 'store' | 'source',
    label: string,
    options: readonly { id: string; name: string }[],
  ): FilterRow => ({
    key,
    label,
    value: filter[key] ?? '',
    text: options.find(({ id }) => id === filter[key])?.name ?? '',
    editor: { kind: 'options', options },
    set: (value) => without(filter, key, value),
  })
  const days = silentDays.map((each) => ({ id: String(each), name: fileTexts.silent(each) }))
  return [
    chosen('stage', fileTexts.stage(), choices.stages),
    {
      key: 'notTouchedDays',
      label: fileTexts.lastTouch(),
      value: filter.notTouchedDays ? String(filter.notTouchedDays) : '',
      text: filter.notTouchedDays ? fileTexts.silent(filter.notTouchedDays) : '',
      editor: { kind: 'options', options: days },
      set: (value) => {
        const { notTouchedDays: _, ...rest } = filter
        return value ? { ...rest, notTouchedDays: Number(value) } : rest
      },
    },
    ...(choices.owners.length > 1
      ? [chosen('owner', fileTexts.owner(), [{ id: 'none', name: fileTexts.noOwner() }, ...choices.owners])]
      : []),
    ...(choices.stores.length > 1 ? [chosen('store', fileTexts.store(), choices.stores)] : []),
    chosen('source', fileTexts.source(), choices.sources),
    {
      key: 'tag',
      label: fileTexts.tag(),
      value: filter.tag ?? '',
      text: filter.tag ?? '',
      editor: { kind: 'text', hint: fileTexts.tag(), atMost: 20 },
      set: (value) => without(filter, 'tag', value),
    },
    ...choices.fields
      .filter(({ type, computed }) => !computed && ['choice', 'number', 'date'].includes(type))
      .map((field) => fieldRow(filter, field)),
  ]
}

function without(
  filter: CustomerFilter,
  key: 'stage' | 'owner' | 'store' | 'source' | 'tag',
  value: string,
): CustomerFilter {
  const { [key]: _, ...rest } = filter
  return value ? { ...rest, [key]: value } : rest
}

function fieldRow(filter: CustomerFilter, { id, name, type, choices }: FieldShape): FilterRow {
  const own = filter.fields?.find((each) => each.id === id)
  const others = filter.fields?.filter((each) => each.id !== id) ?? []
  const put = (field: NonNullable<CustomerFilter['fields']>[number] | undefined): CustomerFilter => {
    const { fields: _, ...rest } = filter
    const fields = field ? [...others, field] : others
    return fields.length > 0 ? { ...rest, fields } : rest
  }
  if (type === 'choice') {
    const options = [...new Set([...(choices ?? []), fileTexts.none()])].map((each) => ({
      id: each,
      name: each,
    }))
    return {
      key: id,
      label: name,
      value: own?.is ?? '',
      text: own?.is ?? '',
      editor: { kind: 'options', options },
      set: (value) => put(value ? { id, is: value } : undefined),
    }
  }
  const text = own ? fileTexts.rangeOf(own.from, own.to) : ''
  return {
    key: id,
    label: name,
    value: text,
    text,
    editor: { kind: 'text', hint: fileTexts.range(), atMost: 40 },
    set: (value) => {
      if (!value.trim()) return put(undefined)
      const range = readRange(value, type === 'date')
      return range && put({ id, ...range })
    },
  }
}

/** @example readRange('10 到 50', false) // { from: '10', to: '50' } */
function readRange(said: string, days: boolean): { from?: string; to?: string } | undefined {
  const [from = '', to = '', more] = said.split(/到|至|~/).map((part) => part.trim())
  const form = days ? /^\d{4}-\d{2}-\d{2}$/ : /^-?\d{1,12}(\.\d{1,3})?$/
  if (more !== undefined || (!from && !to) || !/[到至~]/.test(said)) return undefined
  if ([from, to].some((end) => end && !form.test(end))) return undefined
  return { ...(from && { from }), ...(to && { to }) }
}
