import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Fault } from '@/api/request'
import { Sheet } from '@/components/sheet'
import type { Question } from './draft'
import type { Preview } from './preview-of'

interface Props {
  question: Question
  /** What is waiting for the answer. */
  preview: Preview | undefined
  busy: boolean
  fault: Fault | undefined
  onFold(): void
  onSay(text: string): void
}

/** The bot asks back: numbered choices, the nearest one marked, or for an answer in one's own words. */
export function QuestionSheet({ question, preview, busy, fault, onFold, onSay }: Props) {
  const [marked, mark] = useState(0)
  const [words, setWords] = useState('')
  const inWords = question.options.length === 0
  const waiting = preview?.what.filter(({ open }) => !open).map(({ value }) => value) ?? []
  return (
    <Sheet
      title={question.title}
      side={{ text: miniTexts.drop(), icon: 'close', onDo: () => onSay(miniTexts.drop()) }}
      input={
        inWords ? { value: words, hint: miniTexts.answerHint(), atMost: 190, onChange: setWords } : undefined
      }
      send={
        inWords
          ? { text: miniTexts.answer(), icon: 'check', off: words.trim() === '' }
          : { text: miniTexts.choose(ownPart(question.options, marked)), icon: 'check' }
      }
      {...{ busy, fault, onFold }}
      onSend={() => onSay(inWords ? words.trim() : `${marked + 1}`)}
    >
      {[waiting.join('，'), ...question.notes].filter(Boolean).map((note) => (
        <View key={note} className="meta sheet-s">
          {note}
        </View>
      ))}
      <View className="opts">
        {question.options.map((option, index) => (
          <View
            key={option}
            className={`opt ${index === marked ? 'on' : ''}`}
            aria-role="radio"
            onClick={() => mark(index)}
          >
            <View className="radio">{index + 1}</View>
            <View className="opt-t two">{option}</View>
          </View>
        ))}
      </View>
    </Sheet>
  )
}

/** What tells a choice from the others: shops of one name differ behind the dot. */
function ownPart(options: readonly string[], index: number): string {
  const option = options[index] ?? ''
  const start = option.slice(0, option.indexOf('·') + 1)
  return options.length > 1 && options.every((each) => each.startsWith(start))
    ? option.slice(start.length).trim()
    : option
}
