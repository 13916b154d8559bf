import { miniTexts } from '@shared/text/miniprogram'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { undo, useNotice } from '@/state/undo'
import { Name } from './name'

export interface Deed {
  readonly text: string
  readonly icon: IconName
  readonly off?: boolean
  onDo(): void
}

interface Props {
  /** The row the buttons act on. */
  selected?: string
  /** In its place: what pressing will do, or why it cannot be pressed. */
  note?: string
  /** At most three small buttons, left of the primary. */
  sides?: readonly Deed[]
  primary?: Deed
  /** In place of a primary: a field, left of the buttons. */
  field?: ReactNode
  /** On a tab page the tab bar comes below; on the others the home indicator does. */
  last?: boolean
}

/** The thumb bar: every action there is, within 3 cm of the bottom. 撤销 takes the left place while it can be done. */
export function Foot({ selected, note, sides = [], primary, field, last }: Props) {
  const notice = useNotice()
  const undoId = notice?.undoId
  const bare = sides.length === 0 && !primary && !field && !undoId
  // 撤销 takes the place of the left one; beside a field there is room for one more.
  const shown = undoId ? sides.slice(field ? -1 : 1) : sides
  if (bare && !notice) return last ? <View className="foot last" /> : null
  return (
    <View className={`foot ${last ? 'last' : ''}`}>
      {notice && (
        <View className="toast">
          <Icon name={notice.fault ? 'warning' : 'check'} />
          <View className="row-m two">{notice.text}</View>
        </View>
      )}
      {selected && !bare && (
        <View className="for">
          <View>{miniTexts.selected()}</View>
          <Name className="for-name" text={selected} />
        </View>
      )}
      {note && !bare && (
        <View className="for">
          <Icon name="clock" size="s" />
          <View className="row-m two">{note}</View>
        </View>
      )}
      {!bare && (
        <View className="thumb">
          {undoId && (
            <DeedButton
              deed={{ text: miniTexts.undo(), icon: 'undo', onDo: () => undo(undoId) }}
              kind={field || primary ? 'side' : ''}
            />
          )}
          {field}
          {shown.map((deed) => (
            <DeedButton key={deed.text} deed={deed} kind={primary || field ? 'side' : ''} />
          ))}
          {primary && <DeedButton deed={primary} kind="primary" />}
        </View>
      )}
    </View>
  )
}

function DeedButton({ deed, kind }: { deed: Deed; kind: 'side' | 'primary' | '' }) {
  const { text, icon, off, onDo } = deed
  return (
    <View
      className={`btn action ${kind} ${off ? 'off' : ''}`}
      aria-role="button"
      aria-label={text}
      onClick={() => !off && onDo()}
    >
      <Icon name={icon} />
      <View className="cut">{text}</View>
    </View>
  )
}
