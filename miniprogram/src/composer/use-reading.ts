import type { Understanding } from '@shared/language/types'
import { shanghaiOffset } from '@shared/text/minutes'
import { useEffect, useMemo, useState } from 'react'
import { now } from '@/state/clock'
import { useNames } from './names'
import { type Preview, previewOf } from './preview-of'

type Language = typeof import('@shared/language/understand')

export interface Reading {
  readonly meant: Understanding
  readonly preview: Preview | undefined
}

/** What a line would be read as, by the server's own code. Loaded when first needed: nobody who only looks pays for it. */
export function useReading(text: string): Reading | undefined {
  const [language, setLanguage] = useState<Language>()
  const names = useNames()
  useEffect(() => {
    // Without it there is no preview; the line can be sent all the same.
    import('@shared/language/understand').then(setLanguage).catch(() => {})
  }, [])
  const dictionary = useMemo(() => names && language?.buildDictionary(names), [names, language])
  return useMemo(() => {
    if (!language || !text) return undefined
    const at = now()
    const meant = language.understand(text, { reference: orgTime(at), dictionary }, { explain: true })
    return { meant, preview: previewOf(meant, names, at) }
  }, [text, language, dictionary, names])
}

/** The organisation's wall clock, never the phone's zone. */
function orgTime(at: Date): string {
  return `${new Date(at.getTime() + shanghaiOffset * 60_000).toISOString().slice(0, 19)}+08:00`
}
