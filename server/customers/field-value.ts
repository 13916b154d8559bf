import { daysInMonth } from '../../shared/language/time/calendar'
import { customFieldTexts } from '../../shared/text/fields'
import type { CustomerField, CustomerFieldValue } from './tables'

/** A custom field, as its values are checked by. */
export type FieldRule = Pick<
  CustomerField,
  'id' | 'code' | 'name' | 'type' | 'required' | 'choices' | 'inUse' | 'computedFrom'
>

/** One answer, in the column of its type. */
export type FieldValue = Pick<CustomerFieldValue, 'textValue' | 'numberMilli' | 'dayOn'>

/** An answer to any field: there is none. */
export const noneAnswer = '无'

export const textAtMost = 190

/** In thousandths it must still be what a cursor can hold. */
const numberAtMost = 250_000_000_000

const blank: FieldValue = { textValue: null, numberMilli: null, dayOn: null }

/**
 * What somebody gave for a field, as it is stored; or what is wrong with it, in Chinese. Whether a photo or a customer
 * of that id is there is asked of the database afterwards.
 * @example readFieldValue({ type: 'number', … }, '１,２００.5') // { textValue: null, numberMilli: 1200500, dayOn: null }
 */
export function readFieldValue(field: FieldRule, given: string): FieldValue | { wrong: string } {
  const said = given.normalize('NFKC').trim()
  if (said === noneAnswer) return { ...blank, textValue: noneAnswer }
  switch (field.type) {
    case 'number':
      return readNumber(field, said)
    case 'date':
      return readDay(field, said)
    case 'choice': {
      const choices = field.choices ?? []
      return choices.includes(said)
        ? { ...blank, textValue: said }
        : { wrong: customFieldTexts.notChoice(field.name, choices) }
    }
    case 'text':
    case 'photo':
    case 'reference':
      return said.length > textAtMost
        ? { wrong: customFieldTexts.tooLong(field.name, textAtMost) }
        : { ...blank, textValue: said }
  }
}

function readNumber(field: FieldRule, said: string): FieldValue | { wrong: string } {
  if (!/^-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,3})?$/.test(said))
    return { wrong: customFieldTexts.notNumber(field.name) }
  const value = Number(said.replaceAll(',', ''))
  if (Math.abs(value) > numberAtMost) return { wrong: customFieldTexts.numberTooBig(field.name) }
  return { ...blank, numberMilli: Math.round(value * 1000) }
}

function readDay(field: FieldRule, said: string): FieldValue | { wrong: string } {
  const parts = /^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(said)
  const [year, month, day] = (parts ?? []).slice(1).map(Number)
  if (!year || !month || !day || month > 12 || day > daysInMonth(year, month))
    return { wrong: customFieldTexts.notDay(field.name) }
  const two = (part: number) => String(part).padStart(2, '0')
  return { ...blank, dayOn: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` }
}

/** An answer as it is typed and read; of a reference or a photo its id. */
export function fieldValueText({ textValue, numberMilli, dayOn }: FieldValue): string {
  if (textValue !== null) return textValue
  return numberMilli === null ? (dayOn ?? '') : String(numberMilli / 1000)
}
