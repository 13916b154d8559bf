import { takeBackPhotoRoute } from '@shared/api/photos'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { useEffect } from 'react'
import { type Deed, Foot } from '@/components/foot'
import { forgetPhoto, takeBack } from '@/offline/take-back'
import type { PhotoPart } from '@/offline/visit-view'
import { now } from '@/state/clock'
import { tell } from '@/state/undo'
import { useWrite } from '@/state/use-write'
import { showLarge } from './find-photo'

interface Props {
  visitId: string
  photo: PhotoPart
  onFold(): void
}

/** What can be done with a photo: look at it, and for ten minutes take it back. */
export function PhotoFoot({ visitId, photo, onFold }: Props) {
  const { id, state, at, mayGoUntil } = photo
  const { write, busy, fault } = useWrite()
  useEffect(() => {
    if (fault) tell({ text: fault.message, fault: true })
  }, [fault])
  const late = state === 'sent' && (!mayGoUntil || Date.parse(mayGoUntil) < now().getTime())
  const remove: Deed = { text: visitPageTexts.removePhoto(), icon: 'close', off: busy || late, onDo: takeOff }
  return (
    <Foot
      last
      note={visitPageTexts.photoChosen(minuteText(new Date(at), now()), late)}
      sides={[{ text: visitPageTexts.foldPhoto(), icon: 'down', onDo: onFold }, remove]}
      primary={{
        text: visitPageTexts.showLarge(),
        icon: 'search',
        onDo: () => showLarge(id, state === 'sent'),
      }}
    />
  )

  async function takeOff() {
    if (state !== 'sent') {
      await takeBack(id)
      tell({ text: visitPageTexts.photoRemoved(minuteText(now(), now())) })
    } else {
      if (!(await write(takeBackPhotoRoute, id, undefined, (minute) => visitPageTexts.photoRemoved(minute))))
        return
      await forgetPhoto(visitId, id)
    }
    onFold()
  }
}
