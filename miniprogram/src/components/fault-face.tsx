import { miniTexts } from '@shared/text/miniprogram'
import Taro from '@tarojs/taro'
import type { Fault } from '@/api/request'
import { tell } from '@/state/undo'
import { Empty } from './empty'
import type { Deed } from './foot'

/** A whole page that could not be read: first what is not lost, then the reference number. */
export function FaultFace({ fault }: { fault: Fault }) {
  return <Empty icon="warning" red title={fault.message} why={miniTexts.nothingLost(fault.reference)} />
}

/** What the thumb can do about it. */
export function faultDeeds(fault: Fault, retry: () => unknown): { sides: Deed[]; primary: Deed } {
  const { reference } = fault
  return {
    sides: reference ? [{ text: miniTexts.copyReference(), icon: 'copy', onDo: () => copy(reference) }] : [],
    primary: { text: miniTexts.retry(), icon: 'undo', onDo: () => void retry() },
  }
}

function copy(reference: string) {
  Taro.setClipboardData({ data: reference }).then(() => tell({ text: miniTexts.copied(reference) }))
}
