import {
  addFieldRoute,
  changeFieldRoute,
  type FieldRequired,
  type FieldShape,
  type FieldType,
} from '@shared/api/fields'
import { fileTexts } from '@shared/text/customer-pages'
import { useState } from 'react'
import { Sheet } from '@/components/sheet'
import { useWrite } from '@/state/use-write'
import { OptionList } from './option-list'

interface Props {
  /** Of a new one none. */
  field: FieldShape | undefined
  what: 'add' | 'name' | 'required'
  onFold(): void
}

type Step = 'name' | 'type' | 'choices' | 'required'

const typesToChoose: FieldType[] = ['text', 'number', 'date', 'choice', 'photo', 'reference']
const types = typesToChoose.map((id) => ({ id, name: fileTexts.types[id] }))
const requireds = (['creation', 'later', 'no'] as const).map((id) => ({ id, name: fileTexts.requireds[id] }))

/** Adds a field step by step, or changes one thing about it. */
export function FieldSheet({ field, what, onFold }: Props) {
  const [step, setStep] = useState<Step>(what === 'required' ? 'required' : 'name')
  const [name, setName] = useState(field?.name ?? '')
  const [type, setType] = useState<FieldType>(field?.type ?? 'text')
  const [choices, setChoices] = useState(field?.choices?.join('、') ?? '')
  const [required, setRequired] = useState<FieldRequired>(field?.required ?? 'no')
  const { write, busy, fault } = useWrite()
  const isLast = what !== 'add' || step === 'required'
  const send = {
    text: isLast ? (what === 'add' ? fileTexts.addField() : fileTexts.save()) : fileTexts.next(),
    icon: 'check' as const,
  }
  const common = { busy, fault, last: true, onFold, onSend: isLast ? save : next }
  switch (step) {
    case 'name':
      return (
        <Sheet
          title={field ? fileTexts.renameTitle(field.name) : fileTexts.fieldName()}
          input={{ value: name, hint: fileTexts.fieldNameHint(), atMost: 20, onChange: setName }}
          send={{ ...send, off: name.trim() === '' || name.trim() === field?.name }}
          {...common}
        />
      )
    case 'type':
      return (
        <Sheet title={fileTexts.fieldType()} about={name} send={send} {...common}>
          <OptionList options={types} on={type} onChoose={(id) => setType(id as FieldType)} />
        </Sheet>
      )
    case 'choices':
      return (
        <Sheet
          title={fileTexts.fieldChoices()}
          about={name}
          input={{ value: choices, hint: fileTexts.choicesHint(), atMost: 200, onChange: setChoices }}
          send={{ ...send, off: listed().length === 0 }}
          {...common}
        />
      )
    case 'required':
      return (
        <Sheet title={fileTexts.fieldRequired()} about={name} send={send} {...common}>
          <OptionList options={requireds} on={required} onChoose={(id) => setRequired(id as FieldRequired)} />
        </Sheet>
      )
  }

  function next() {
    setStep(step === 'name' ? 'type' : step === 'type' && type === 'choice' ? 'choices' : 'required')
  }

  function listed(): string[] {
    return choices
      .split(/[、,，\n]/)
      .map((choice) => choice.trim())
      .filter(Boolean)
  }

  async function save() {
    const said = name.trim()
    const done = field
      ? await write(
          changeFieldRoute,
          field.id,
          { version: field.version, ...(what === 'name' ? { name: said } : { required }) },
          (minute) => fileTexts.fieldChanged(minute, said),
        )
      : await write(
          addFieldRoute,
          '',
          { name: said, type, required, ...(type === 'choice' && { choices: listed() }) },
          (minute) => fileTexts.fieldAdded(minute, said),
        )
    if (done) onFold()
  }
}
