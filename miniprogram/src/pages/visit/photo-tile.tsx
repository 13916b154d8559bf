import { photoRoute, photoThumbRoute } from '@shared/api/photos'
import { minuteText } from '@shared/text/minutes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { Image, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { showFile } from '@/api/call'
import { Icon } from '@/icons/icon'
import { kept } from '@/offline/kept'
import type { PhotoPart } from '@/offline/visit-view'
import { now } from '@/state/clock'

interface Props {
  photo: PhotoPart
  on: boolean
  onSelect(): void
}

const thumbs = new Map<string, string>()
const addressOf = (route: { path: string }, id: string) => route.path.replace(':id', encodeURIComponent(id))

/** Its copy on the phone goes once it is sent: then the server's is shown, read once. */
async function find(id: string, sent: boolean): Promise<string | undefined> {
  if (!sent) return kept.photoPath(id).catch(() => undefined)
  const thumb = thumbs.get(id) ?? (await showFile(addressOf(photoThumbRoute, id)))
  if (thumb) thumbs.set(id, thumb)
  return thumb
}

/** A photo where it lies: on this phone until it is sent, at the server after. A tap shows it large. */
export function PhotoTile({ photo, on, onSelect }: Props) {
  const { id, at, state, flags } = photo
  const [path, setPath] = useState(state === 'sent' ? thumbs.get(id) : undefined)
  useEffect(() => {
    let gone = false
    find(id, state === 'sent').then((found) => {
      if (found && !gone) setPath(found)
    })
    return () => {
      gone = true
    }
  }, [id, state])
  const show = async () => {
    const large = state === 'sent' ? await showFile(addressOf(photoRoute, id)) : path
    if (large ?? path) Taro.previewImage({ urls: [large ?? path ?? ''] })
  }
  return (
    <View className={`photo ${on ? 'on' : ''}`} onClick={state === 'failed' ? onSelect : show}>
      {path ? <Image className="photo-in" src={path} mode="aspectFill" /> : <Icon name="camera" size="l" />}
      {state === 'waiting' && chip('clock', visitPageTexts.waiting(), 'amber')}
      {state === 'failed' && chip('warning', visitPageTexts.failed(), 'red')}
      {flags.some(({ code }) => code === 'duplicate_photo') &&
        chip('warning', visitPageTexts.alike(), 'amber')}
      <View className="photo-at">{minuteText(new Date(at), now())}</View>
    </View>
  )
}

function chip(icon: 'clock' | 'warning', text: string, look: string) {
  return (
    <View className={`photo-chip ${look}`}>
      <Icon name={icon} size="s" />
      {text}
    </View>
  )
}
