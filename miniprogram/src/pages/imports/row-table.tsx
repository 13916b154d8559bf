import type { ImportDetail, ImportRowShape } from '@shared/api/imports'
import { importPageTexts } from '@shared/text/import-pages'
import { View } from '@tarojs/components'

interface Props {
  job: ImportDetail
  rows: readonly ImportRowShape[]
  on: string | undefined
  /** With a column when one of its cells was meant. */
  onSelect(row: ImportRowShape, column?: number): void
  onUse(row: ImportRowShape, column: number, value: string): void
  onChoice(row: ImportRowShape): void
}

/** Lines of the file: every column on a wide screen, on a phone the name and what is wrong. */
export function RowTable({ job, rows, on, onSelect, onUse, onChoice }: Props) {
  const shown = job.columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ target }) => target !== null)
    .sort((a, b) => Number(b.target === 'name') - Number(a.target === 'name'))
  const titleOf = (target: string | null) => job.targets.find(({ code }) => code === target)?.name ?? ''
  return (
    <View className="im-table">
      <View className="im-th">
        <View className="im-no">{importPageTexts.rowHead()}</View>
        {shown.map(({ target, index }) => (
          <View key={index} className={`im-cell ${target === 'name' ? 'key' : ''}`}>
            {titleOf(target)}
          </View>
        ))}
        <View className="im-do">{importPageTexts.adviceHead()}</View>
      </View>
      {rows.map((row) => (
        <View key={row.id} className={`im-row ${row.id === on ? 'on' : ''}`} onClick={() => onSelect(row)}>
          <View className="im-no">{row.number}</View>
          {shown.map(({ target, index }) => cell(row, target ?? '', index))}
          {missing(row)}
          {row.state === 'same' && (
            <View className="im-chosen meta">{importPageTexts.chosen[row.choice ?? 'skip']}</View>
          )}
          <View className="im-do">{advice(row)}</View>
        </View>
      ))}
    </View>
  )

  function cell(row: ImportRowShape, target: string, index: number) {
    const problem = row.problems.find((each) => each.target === target)
    const tone = problem ? toneOf(row, problem) : ''
    const value = row.cells[index] || (problem ? importPageTexts.empty() : '')
    return (
      <View
        key={index}
        className={`im-cell ${target === 'name' ? 'key' : ''} ${tone}`}
        onClick={(event) => {
          event.stopPropagation()
          onSelect(row, row.state === 'same' ? undefined : index)
        }}
      >
        {problem && <View className="im-l">{titleOf(target)}</View>}
        <View className="im-v">{value}</View>
        {problem && <View className="im-s">{problem.text}</View>}
      </View>
    )
  }

  /** What no column of the file says: the name of what is missing still has to be read. */
  function missing(row: ImportRowShape) {
    return row.problems
      .filter(({ target }) => !shown.some((column) => column.target === target))
      .map(({ target, text, alike }) => (
        <View key={target} className={`im-cell ${toneOf(row, { alike })}`}>
          <View className="im-l">{titleOf(target)}</View>
          <View className="im-s">{text}</View>
        </View>
      ))
  }

  function advice(row: ImportRowShape) {
    if (row.state === 'same')
      return (
        <View className="im-way sure" onClick={stopped(() => onChoice(row))}>
          {importPageTexts.chosen[row.choice ?? 'skip']}
        </View>
      )
    const [problem] = row.problems
    const index = job.columns.findIndex(({ target }) => target === problem?.target)
    if (!problem || index < 0) return null
    const { suggestion, target } = problem
    if (suggestion)
      return (
        <View className="im-way sure" onClick={stopped(() => onUse(row, index, suggestion))}>
          {importPageTexts.takeIt(suggestion)}
        </View>
      )
    const name = titleOf(target)
    return (
      <View className="im-way" onClick={stopped(() => onSelect(row, index))}>
        {row.cells[index] ? importPageTexts.correct(name) : importPageTexts.fillIn(name)}
      </View>
    )
  }
}

const toneOf = (row: ImportRowShape, { alike }: { alike?: true | undefined }) =>
  alike || row.state === 'same' ? 'warn' : 'err'

/** A click on what stands in a row is not one on the row. */
const stopped = (then: () => void) => (event: { stopPropagation(): void }) => {
  event.stopPropagation()
  then()
}
