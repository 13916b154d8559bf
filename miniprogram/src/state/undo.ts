import { undoRoute } from '@shared/api/tasks'
import { miniTexts } from '@shared/text/miniprogram'
import { call } from '@/api/call'
import { refreshEverything } from './refresh'
import { createStore } from './store'

/** What the toast says; `undoId` while it can still be taken back with one tap. */
export interface Notice {
  readonly text: string
  readonly undoId?: string
  readonly fault?: boolean
}

const notice = createStore<Notice | undefined>(undefined)
export const useNotice = notice.use

let timer: ReturnType<typeof setTimeout> | undefined

/** 10 seconds where it can be taken back, long enough to read otherwise. */
export function tell(next: Notice): void {
  if (timer) clearTimeout(timer)
  notice.set(next)
  timer = setTimeout(() => notice.set(undefined), next.undoId ? 10_000 : 4_000)
}

export async function undo(undoId: string): Promise<void> {
  const { answer, fault } = await call(undoRoute, { params: { id: undoId } })
  tell(
    fault
      ? { text: miniTexts.faultLine(fault.message, fault.reference), fault: true }
      : { text: answer.text },
  )
  if (!fault) refreshEverything()
}
