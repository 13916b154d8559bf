import type { PropsWithChildren } from 'react'
import { z } from 'zod'
import { refreshEverything } from './state/refresh'
import './app.css'

// zod writes code at run time where it may; mini-programs and strict pages forbid that.
z.config({ jitless: true })

if (process.env.TARO_ENV === 'h5') {
  // The demo page says that a chat line has been acted on.
  window.addEventListener('message', ({ origin, data }) => {
    if (origin === window.location.origin && data?.type === 'shunliu:refresh') refreshEverything()
  })
}

export default function App({ children }: PropsWithChildren) {
  return children
}
