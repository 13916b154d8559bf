/** What a person asks the bot in so many words, apart from commands with `#` and ordinary talk. */
export type ChatRequest =
  | { kind: 'undo'; number?: string }
  | { kind: 'help' }
  | { kind: 'today' }
  | { kind: 'customer'; name: string }
  /** Whom to see on a day, with those to be put on it. */
  | { kind: 'plan'; when: string; names: string[] }
  | { kind: 'complete'; number: string; remark: string }
  | { kind: 'reschedule'; number: string; when: string }
  | { kind: 'cancel'; number: string }
  | { kind: 'transfer'; name: string; number: string }
  /** A customer goes to a colleague. */
  | { kind: 'handOver'; customer: string; name: string }
  /** Only ever answers a question that the bot asked. */
  | { kind: 'choice'; option: number }
  | { kind: 'drop' }

/** Those that begin with whom they are about. */
export type CustomerRequest = Extract<ChatRequest, { kind: 'customer' | 'handOver' }>

/** `T-1446`, and without its letter: numbers begin at 1001, so that fewer digits are a quantity or an hour. */
const taskNumber = '(?:T\\s*[-－—–]?\\s*|(?=\\d{4,9}(?:[\\s,，:：。到]|$)))(\\d{1,9})'
const forms: [RegExp, (groups: string[]) => ChatRequest][] = [
  [/^(?:撤销|撤回|取消上一条)$/, () => ({ kind: 'undo' })],
  [
    new RegExp(`^(?:撤销|撤回)\\s*${taskNumber}$`, 'i'),
    ([number]) => ({ kind: 'undo', number: `T-${number}` }),
  ],
  [/^(?:帮助|help|怎么用|[?？])$/i, () => ({ kind: 'help' })],
  [/^(?:今天|今日|今天任务|今日任务|我的任务|任务)$/, () => ({ kind: 'today' })],
  [/^(?:算了|不用了|不选了|取消)$/, () => ({ kind: 'drop' })],
  [/^(\d{1,2})[.、。]?$/, ([option]) => ({ kind: 'choice', option: Number(option) })],
  [
    /^计划(?:[\s:：]+([^\s、,，;；:：]{2,10}))?(?:[\s:：]+(\S.{0,400}))?$/,
    ([when = '', names = '']) => ({
      kind: 'plan',
      when,
      names: names
        .split(/[、,，;；]+/)
        .map((name) => name.trim())
        .filter(Boolean),
    }),
  ],
  [/^客户\s*[:：]?\s+(.{1,60})$/, ([name = '']) => ({ kind: 'customer', name: name.trim() })],
  [/^客户[:：](.{1,60})$/, ([name = '']) => ({ kind: 'customer', name: name.trim() })],
  [
    new RegExp(`^(?:完成|做完|搞定)\\s*${taskNumber}(?:[\\s,，:：。]+([\\s\\S]*))?$`, 'i'),
    ([number, remark = '']) => ({ kind: 'complete', number: `T-${number}`, remark: remark.trim() }),
  ],
  [
    new RegExp(`^改期\\s*${taskNumber}[\\s,，:：到]*(.{0,60})$`, 'i'),
    ([number, when = '']) => ({ kind: 'reschedule', number: `T-${number}`, when: when.trim() }),
  ],
  [new RegExp(`^取消\\s*${taskNumber}$`, 'i'), ([number]) => ({ kind: 'cancel', number: `T-${number}` })],
  [
    /^移交(?:客户)?\s*[:：]?\s*(.{1,60}?)\s*[给到]\s*(\S{1,20})$/,
    ([customer = '', name = '']) => ({ kind: 'handOver', customer: customer.trim(), name }),
  ],
  [
    new RegExp(`^(?:转给|转交给?)\\s*(\\S{1,20})\\s+${taskNumber}$`, 'i'),
    ([name = '', number]) => ({ kind: 'transfer', name, number: `T-${number}` }),
  ],
  [
    new RegExp(`^${taskNumber}\\s*(?:转给|转交给?)\\s*(\\S{1,20})$`, 'i'),
    ([number, name = '']) => ({ kind: 'transfer', name, number: `T-${number}` }),
  ],
]

/** @example readRequest('完成 t-1042 送到了') // { kind: 'complete', number: 'T-1042', remark: '送到了' } */
export function readRequest(text: string): ChatRequest | undefined {
  const line = halfWidth(text).trim()
  for (const [form, read] of forms) {
    const match = form.exec(line)
    if (match) return read(match.slice(1))
  }
  return undefined
}

/** Full-width letters, digits, dash and space as typed on a Chinese keyboard; what people wrote stays as written. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .replaceAll('\u3000', ' ')
}
