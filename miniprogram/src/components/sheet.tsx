import { miniTexts } from '@shared/text/miniprogram'
import { Input, Textarea, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Fault } from '@/api/request'
import { Icon } from '@/icons/icon'
import type { IconName } from '@/icons/icon-shapes'
import { useKeyboardUp } from '@/state/use-keyboard-up'
import type { Deed } from './foot'
import { Name } from './name'

interface Props {
  title: string
  /** Whom it is about. */
  about?: string
  /** In its place: all is well. */
  good?: string
  send: { text: string; icon: IconName; off?: boolean }
  fold?: string
  /** A second small button. */
  side?: Deed
  busy: boolean
  fault?: Fault
  input?: { value: string; hint: string; tall?: boolean; atMost?: number; onChange(value: string): void }
  children?: ReactNode
  last?: boolean
  onSend(): void
  onFold(): void
}

/** Takes the thumb bar's place. While the keyboard is up its 发送 key is the action and no button of ours is shown. */
export function Sheet(props: Props) {
  const { title, about, good, side, send, busy, fault, input, children, last, onSend, onFold } = props
  const keyboardUp = useKeyboardUp()
  const off = busy || send.off
  const sendNow = () => !off && onSend()
  return (
    <View className={`sheet ${last ? 'last' : ''}`}>
      <View className="sheet-h">
        <View className="sheet-t">{title}</View>
        {about && <Name className="sheet-n meta" text={about} />}
        {good && (
          <View className="sheet-g">
            <Icon name="check" size="s" />
            {good}
          </View>
        )}
      </View>
      {children}
      {input && <View className="input">{input.tall ? tall(input, sendNow) : single(input, sendNow)}</View>}
      {fault && (
        <View className="fault">
          <Icon name="warning" size="s" />
          <View className="row-m">{miniTexts.faultLine(fault.message, fault.reference)}</View>
        </View>
      )}
      {!keyboardUp && (
        <View className="thumb">
          <View className="btn side action" aria-role="button" onClick={onFold}>
            <Icon name="down" />
            {props.fold ?? miniTexts.fold()}
          </View>
          {side && (
            <View className="btn side action" aria-role="button" onClick={() => !busy && side.onDo()}>
              <Icon name={side.icon} />
              {side.text}
            </View>
          )}
          <View className={`btn primary action ${off ? 'off' : ''}`} aria-role="button" onClick={sendNow}>
            <Icon name={send.icon} />
            <View className="cut">{busy ? miniTexts.working() : send.text}</View>
          </View>
        </View>
      )}
    </View>
  )
}

type Field = NonNullable<Props['input']>

function tall({ value, hint, onChange }: Field, sendNow: () => void) {
  return (
    <Textarea
      className="input-in tall"
      value={value}
      placeholder={hint}
      placeholderClass="hint"
      maxlength={2000}
      focus
      showConfirmBar={false}
      confirmType="send"
      onInput={(event) => onChange(event.detail.value)}
      onConfirm={sendNow}
    />
  )
}

function single({ value, hint, atMost = 60, onChange }: Field, sendNow: () => void) {
  return (
    <Input
      className="input-in"
      value={value}
      placeholder={hint}
      placeholderClass="hint"
      maxlength={atMost}
      focus
      confirmType="send"
      onInput={(event) => onChange(event.detail.value)}
      onConfirm={sendNow}
    />
  )
}
