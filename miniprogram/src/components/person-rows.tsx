import type { AnswerOf } from '@shared/api/route'
import type { staffRoute } from '@shared/api/staff'
import { demoTexts } from '@shared/text/demo'
import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'

export type Person = AnswerOf<typeof staffRoute>['items'][number]

interface Props {
  people: readonly Person[]
  on: string | undefined
  onSelect(id: string): void
}

/** Our people to choose one from. */
export function PersonRows({ people, on, onSelect }: Props) {
  return (
    <View className="list">
      {people.map((person) => (
        <PersonRow
          key={person.id}
          person={person}
          on={person.id === on}
          onSelect={() => onSelect(person.id)}
        />
      ))}
    </View>
  )
}

/** What stands there when nobody was found. */
export const noPeople = (q: string) =>
  q
    ? ({ icon: 'search', title: miniTexts.noMatch(q), why: miniTexts.noPersonWhy() } as const)
    : ({ icon: 'customers', title: miniTexts.noPeople(), why: miniTexts.noPeopleWhy() } as const)

interface RowProps {
  person: Person
  on: boolean
  onSelect(): void
}

/** One of our people: name, role and stores; who has left says so. */
function PersonRow({ person: { name, role, stores, state }, on, onSelect }: RowProps) {
  const place = stores.map((store) => store.name).join('、')
  return (
    <View className={`row ${on ? 'on' : ''}`} onClick={onSelect}>
      <View className="mark">{name.slice(0, 1)}</View>
      <View className="row-m">
        <View className="row-h">
          <View className="name cut">{name}</View>
          {state === 'left' && <View className="stage lost">{miniTexts.hasLeft()}</View>}
        </View>
        <View className="meta">{demoTexts.staffTitle(role, place || null)}</View>
      </View>
    </View>
  )
}
