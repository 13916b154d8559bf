import type { Me } from '@shared/api/session'
import { miniTexts } from '@shared/text/miniprogram'
import { roleNames } from '@shared/text/roles'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '@/icons/icon'
import { useWaiting } from '@/offline/queue'
import { signOut } from '@/state/sign-out'
import { Dotted } from './dotted'
import { Sheet } from './sheet'

/** Who is signed in, and the way out. */
export function MeEntry({ me, onOpen }: { me: Me; onOpen(): void }) {
  return (
    <View className="list entry">
      <View className="row" onClick={onOpen}>
        <View className="mark">{me.name.slice(0, 1)}</View>
        <View className="row-m">
          <View className="name">{me.name}</View>
          <Dotted className="meta" parts={[me.org.name, roleNames[me.role], miniTexts.signOut()]} />
        </View>
        <Icon name="next" />
      </View>
    </View>
  )
}

/** Asks once: what has not been sent yet would be gone. */
export function SignOutSheet({ me, onFold }: { me: Me; onFold(): void }) {
  const [busy, setBusy] = useState(false)
  const waiting = useWaiting().filter(({ by }) => by === me.id).length
  const leave = async () => {
    setBusy(true)
    await signOut(me.id)
  }
  return (
    <Sheet
      title={miniTexts.signOutTitle()}
      about={me.name}
      send={{ text: miniTexts.signOut(), icon: 'lock' }}
      fold={miniTexts.stay()}
      busy={busy}
      onSend={leave}
      onFold={onFold}
    >
      <View className="sheet-p">{miniTexts.signOutWhat()}</View>
      {waiting > 0 && (
        <View className="fault">
          <Icon name="warning" size="s" />
          <View className="row-m">{miniTexts.signOutLoses(waiting)}</View>
        </View>
      )}
    </Sheet>
  )
}
