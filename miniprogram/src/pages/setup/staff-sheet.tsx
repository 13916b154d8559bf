import { regionsRoute, storesRoute } from '@shared/api/setup'
import type { Reference } from '@shared/api/shapes'
import { staffRoute } from '@shared/api/staff'
import { setupPageTexts } from '@shared/text/setup-pages'
import { useEffect, useState } from 'react'
import { call } from '@/api/call'
import { Sheet } from '@/components/sheet'
import { OptionList } from '../customer-file/option-list'
import type { StaffDraft, StaffRow } from './staff-draft'

interface Props {
  row: StaffRow
  draft: StaffDraft
  onFill(change: Partial<StaffDraft>): void
  onFold(): void
}

const typed = {
  name: { hint: setupPageTexts.nameHint, atMost: 20 },
  phone: { hint: setupPageTexts.phoneHint, atMost: 24 },
  email: { hint: setupPageTexts.emailHint, atMost: 120 },
  wecomUserId: { hint: setupPageTexts.wecomHint, atMost: 64 },
} as const

const isTyped = (key: StaffRow['key']): key is keyof typeof typed => key in typed

/** Fills one row of a person in, where the thumb is. */
export function StaffSheet(props: Props) {
  const { key } = props.row
  if (isTyped(key)) return <TypedSheet {...props} field={key} />
  return key === 'role' ? <RoleSheet {...props} /> : <FoundSheet {...props} />
}

function TypedSheet({ row, draft, field, onFill, onFold }: Props & { field: keyof typeof typed }) {
  const [value, setValue] = useState(draft[field])
  const { hint, atMost } = typed[field]
  return (
    <Sheet
      title={row.label}
      input={{ value, hint: hint(), atMost, onChange: setValue }}
      send={{ text: setupPageTexts.ok(), icon: 'check', off: row.must && !value.trim() }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => onFill({ [field]: value.trim() })}
    />
  )
}

function RoleSheet({ row, draft, onFill, onFold }: Props) {
  const [role, choose] = useState(draft.role)
  return (
    <Sheet
      title={row.label}
      send={{ text: setupPageTexts.ok(), icon: 'check' }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => onFill({ role })}
    >
      <OptionList
        options={setupPageTexts.roleOptions()}
        on={role}
        onChoose={(id) => choose(id as StaffDraft['role'])}
      />
    </Sheet>
  )
}

/** Stores, regions or a superior, looked for by name; of stores and regions there may be several. */
function FoundSheet({ row, draft, onFill, onFold }: Props) {
  const { key } = row
  const known =
    key === 'storeIds'
      ? draft.stores
      : key === 'regionIds'
        ? draft.regions
        : draft.superior
          ? [draft.superior]
          : []
  const [chosen, setChosen] = useState<Reference[]>(known)
  const [q, setQ] = useState('')
  const [found, setFound] = useState<Reference[]>([])
  useEffect(() => {
    const timer = setTimeout(async () => setFound(await look(key, q.trim())), q ? 250 : 0)
    return () => clearTimeout(timer)
  }, [key, q])
  const rest = found.filter(({ id }) => !chosen.some((each) => each.id === id)).slice(0, 6)
  const one = key === 'superiorId'

  const toggle = (id: string) => {
    const on = chosen.some((each) => each.id === id)
    const picked = rest.find((each) => each.id === id)
    if (on) setChosen(chosen.filter((each) => each.id !== id))
    else if (picked) setChosen(one ? [picked] : [...chosen, picked])
  }
  const hint = one ? setupPageTexts.superiorHint() : setupPageTexts.storesHint()
  return (
    <Sheet
      title={row.label}
      about={chosen.map(({ name }) => name).join('、') || undefined}
      input={{ value: q, hint, onChange: setQ }}
      send={{ text: setupPageTexts.ok(), icon: 'check', off: row.must && chosen.length === 0 }}
      busy={false}
      last
      onFold={onFold}
      onSend={() => onFill(fill(key, chosen))}
    >
      {chosen.map((each) => (
        <OptionList key={each.id} options={[each]} on={each.id} onChoose={toggle} />
      ))}
      <OptionList options={rest} on={undefined} onChoose={toggle} />
    </Sheet>
  )
}

const fill = (key: StaffRow['key'], chosen: Reference[]): Partial<StaffDraft> => {
  if (key === 'storeIds') return { stores: chosen }
  return key === 'regionIds' ? { regions: chosen } : { superior: chosen[0] ?? null }
}

async function look(key: StaffRow['key'], q: string): Promise<Reference[]> {
  if (key === 'regionIds') {
    const { answer } = await call(regionsRoute)
    return (answer?.items ?? []).filter(({ name }) => name.includes(q))
  }
  if (key === 'storeIds') return (await call(storesRoute, { query: { q } })).answer?.items ?? []
  const { answer } = await call(staffRoute, { query: { q } })
  return (answer?.items ?? []).filter(({ state }) => state === 'active')
}
