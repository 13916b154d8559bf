import { type FindingInput, findingKinds, type VisitTarget } from '@shared/api/visit-shapes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Fault } from '@/api/request'
import { Guards } from '@/components/guards'
import { Sheet } from '@/components/sheet'
import { addFinding, type Said } from '@/offline/visit-deeds'
import { LineInput } from './line-input'

interface Props {
  visitId: string
  warnings: VisitTarget['warnings']
  onFold(): void
}

type Kind = FindingInput['kind']
const worded = new Set<Kind>(['complaint', 'competitor', 'remark'])

/** One thing seen: what kind, which goods, how many, and a word. */
export function FindingSheet({ visitId, warnings, onFold }: Props) {
  const [kind, setKind] = useState<Kind>('stock')
  const [product, setProduct] = useState('')
  const [quantity, setQuantity] = useState('')
  const [unit, setUnit] = useState('箱')
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const said = read({ kind, product, quantity, unit, text })
  const refused = kind === 'sample' ? warnings.filter((each) => about(each.text, product)) : []

  const send = async () => {
    if (!said || busy) return
    setBusy(true)
    try {
      await addFinding(visitId, said)
      onFold()
    } catch {
      setFault({ code: 'phone_full', message: visitPageTexts.full(), status: 0 })
    }
    setBusy(false)
  }

  return (
    <Sheet
      last
      title={visitPageTexts.seen()}
      send={{ text: visitPageTexts.keepFinding(kind), icon: 'check', off: !said }}
      {...{ busy, fault, onFold }}
      onSend={send}
    >
      <View className="quick">
        {findingKinds.map((code) => (
          <View
            key={code}
            className={`chip ${code === kind ? 'on' : ''}`}
            aria-role="radio"
            aria-checked={code === kind}
            onClick={() => setKind(code)}
          >
            {visitPageTexts.kinds[code]}
          </View>
        ))}
      </View>
      {refused.length > 0 && <Guards warnings={refused} />}
      {!worded.has(kind) && (
        <View className="lines">
          <LineInput value={product} hint={visitPageTexts.product()} onChange={setProduct} onDone={send} />
          <View className="line-s">
            <LineInput
              figure
              value={quantity}
              hint={visitPageTexts.quantity()}
              onChange={setQuantity}
              onDone={send}
            />
          </View>
          <View className="line-s">
            <LineInput
              value={unit}
              hint={visitPageTexts.unit()}
              atMost={20}
              onChange={setUnit}
              onDone={send}
            />
          </View>
        </View>
      )}
      <View className="lines">
        <LineInput
          value={text}
          hint={worded.has(kind) ? visitPageTexts.saidNeeded(kind) : visitPageTexts.said(kind)}
          atMost={kind === 'rejection' ? 200 : 2000}
          onChange={setText}
          onDone={send}
        />
      </View>
    </Sheet>
  )
}

/** Goods named so far; nothing named yet is about any of them. */
const about = (warning: string, product: string) => product.trim() === '' || warning.includes(product.trim())

interface Typed {
  kind: Kind
  product: string
  quantity: string
  unit: string
  text: string
}

/** What can be written of what was typed; undefined while something is missing. */
function read({ kind, ...typed }: Typed): Said | undefined {
  const text = typed.text.trim()
  if (kind === 'complaint' || kind === 'competitor' || kind === 'remark')
    return text ? { kind, text } : undefined
  const product = typed.product.trim()
  const quantity = typed.quantity.trim() === '' ? undefined : Number(typed.quantity)
  const wrong = quantity !== undefined && !(quantity > 0 && quantity <= 1_000_000)
  if (!product || wrong) return undefined
  const unit = typed.unit.trim()
  const counted = { product, ...(quantity !== undefined && { quantity, ...(unit && { unit }) }) }
  if (kind === 'rejection') return text ? { kind, ...counted, reason: text } : undefined
  return { kind, ...counted, ...(text && { text }) }
}
