import { type NextStepInput, nextStepKinds, type VisitTarget } from '@shared/api/visit-shapes'
import { visitPageTexts } from '@shared/text/visit-pages'
import { View } from '@tarojs/components'
import { Guards } from '@/components/guards'
import { LineInput } from './line-input'

type Kind = NextStepInput['kind']

/** What has been typed so far, of whichever kind. */
export interface NextDraft {
  readonly kind?: Kind
  readonly text: string
  readonly product: string
  readonly quantity: string
  readonly unit: string
  readonly when: string
}
export const noDraft: NextDraft = { text: '', product: '', quantity: '', unit: '箱', when: '' }

/** What can be sent of it; undefined while something is missing. */
export function nextStepOf(draft: NextDraft): NextStepInput | undefined {
  const text = draft.text.trim()
  const product = draft.product.trim()
  const when = draft.when.trim()
  const unit = draft.unit.trim()
  const quantity = draft.quantity.trim() === '' ? undefined : Number(draft.quantity)
  switch (draft.kind) {
    case 'sampleFeedback':
      return text ? { kind: 'sampleFeedback', text, ...(product && { product }) } : undefined
    case 'stockNeed':
      if (!product || (quantity !== undefined && !(quantity > 0 && quantity <= 1_000_000))) return undefined
      return {
        kind: 'stockNeed',
        product,
        ...(quantity !== undefined && { quantity, ...(unit && { unit }) }),
        ...(text && { text }),
      }
    case 'appointment':
      return when ? { kind: 'appointment', when, ...(text && { text }) } : undefined
    case 'none':
      return text ? { kind: 'none', reason: text } : undefined
    default:
      return undefined
  }
}

interface Props {
  draft: NextDraft
  warnings: VisitTarget['warnings']
  onChange(draft: NextDraft): void
}

/** The next step: sample feedback, stock need, an appointment with its time, or none and why. */
export function LeaveStep({ draft, warnings, onChange }: Props) {
  const set = (part: Partial<NextDraft>) => onChange({ ...draft, ...part })
  return (
    <>
      <View className="sec">
        <View className="sec-t">{visitPageTexts.next()}</View>
        <View>{visitPageTexts.closes()}</View>
      </View>
      <View className="list flat">
        {nextStepKinds.map((kind) => (
          <View
            key={kind}
            className={`row way ${kind === draft.kind ? 'on' : ''}`}
            onClick={() => set({ kind })}
          >
            <View className={`radio ${kind === draft.kind ? 'on' : ''}`} />
            <View className="row-m">
              <View className="name">{visitPageTexts.choices[kind].name}</View>
              <View className="meta">{visitPageTexts.choices[kind].why}</View>
              {/* A tap into a field chooses nothing anew. */}
              {kind === draft.kind && (
                <View onClick={(event) => event.stopPropagation()}>{fields(kind)}</View>
              )}
            </View>
          </View>
        ))}
      </View>
    </>
  )

  function fields(kind: Kind) {
    const product = (
      <LineInput
        value={draft.product}
        hint={visitPageTexts.productHint()}
        onChange={(value) => set({ product: value })}
      />
    )
    const text = (hint: string) => (
      <View className="lines">
        <LineInput value={draft.text} hint={hint} atMost={2000} onChange={(value) => set({ text: value })} />
      </View>
    )
    switch (kind) {
      case 'sampleFeedback':
        return (
          <>
            {text(visitPageTexts.feedbackHint())}
            <View className="lines">{product}</View>
          </>
        )
      case 'stockNeed':
        return (
          <>
            <Guards
              warnings={warnings.filter(
                (each) => draft.product.trim() && each.text.includes(draft.product.trim()),
              )}
            />
            <View className="lines">
              {product}
              <View className="line-s">
                <LineInput
                  figure
                  value={draft.quantity}
                  hint={visitPageTexts.quantity()}
                  onChange={(value) => set({ quantity: value })}
                />
              </View>
              <View className="line-s">
                <LineInput
                  value={draft.unit}
                  hint={visitPageTexts.unit()}
                  atMost={20}
                  onChange={(value) => set({ unit: value })}
                />
              </View>
            </View>
          </>
        )
      case 'appointment':
        return (
          <>
            <View className="whens">
              {visitPageTexts.whens().map((when) => (
                <View
                  key={when}
                  className={`when ${when === draft.when ? 'on' : ''}`}
                  onClick={() => set({ when })}
                >
                  {when}
                </View>
              ))}
            </View>
            <View className="lines">
              <LineInput
                value={draft.when}
                hint={visitPageTexts.whenHint()}
                onChange={(value) => set({ when: value })}
              />
            </View>
            {text(visitPageTexts.appointmentHint())}
          </>
        )
      case 'none':
        return text(visitPageTexts.reasonHint())
    }
  }
}
