import { miniTexts } from '@shared/text/miniprogram'
import Taro from '@tarojs/taro'
import type { Fault } from '@/api/request'
import { tell } from '@/state/undo'
import { Empty } from './empty'
import type { Deed } from './foot'

/** Asked once more it would be refused once more: it is not there, or not this person's. */
const isBarred = ({ status, code }: Fault): boolean =>
  status === 403 || status === 404 || (status === 400 && code !== 'bad_cursor')

/** A whole page that could not be read: first what is not lost, then the reference number. */
export function FaultFace({ fault }: { fault: Fault }) {
  if (isBarred(fault)) return <Empty icon="lock" title={fault.message} why={miniTexts.linkBrokenWhy()} />
  return <Empty icon="warning" red title={fault.message} why={miniTexts.nothingLost(fault.reference)} />
}

/** What the thumb can do about it. */
export function faultDeeds(fault: Fault, retry: () => unknown): { sides: Deed[]; primary: Deed } {
  if (isBarred(fault)) return { sides: [], primary: homeDeed() }
  const { reference } = fault
  return {
    sides: reference ? [{ text: miniTexts.copyReference(), icon: 'copy', onDo: () => copy(reference) }] : [],
    primary: { text: miniTexts.retry(), icon: 'undo', onDo: () => void retry() },
  }
}

/** The way on from a page that has nothing to show to this person. */
export function homeDeed(): Deed {
  return {
    text: miniTexts.toHome(),
    icon: 'feed',
    onDo: () => void Taro.switchTab({ url: '/pages/home/index' }),
  }
}

function copy(reference: string) {
  Taro.setClipboardData({ data: reference }).then(() => tell({ text: miniTexts.copied(reference) }))
}
