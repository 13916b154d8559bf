import { dictionaryRoute, sayLineRoute } from '../../shared/api/lines'
import type { StubData } from './stub-data'
import { on, type StubRoute } from './stub-routes'

const nothing = { replies: [], options: [] }

/** A bot that knows two lines: one that is a task, and one that could be three customers. */
export function lineRoutes(
  data: StubData,
  now: () => Date,
  undoable: (back: () => void) => { id: string; until: string },
): StubRoute[] {
  const choices = ['优鲜达·文三路店（加盟）', '优鲜达·三墩店（加盟）', '优鲜达·良渚文化村白鹭郡南店（加盟）']
  let asked = false

  function task(text: string) {
    const row = {
      ...data.feed[2]!,
      id: `tp_line_${data.feed.length}`,
      kind: 'task' as const,
      at: now().toISOString(),
      text,
    }
    data.feed.unshift(row)
    return {
      outcome: 'task',
      replies: ['记下了，拜访任务 T-1042\n客户  优鲜达·文三路店（加盟），找张经理\n回「撤销」取消'],
      options: [],
      undo: undoable(() => data.feed.splice(data.feed.indexOf(row), 1)),
    }
  }

  return [
    on(dictionaryRoute, () => ({
      version: 'v1',
      whole: true,
      parts: [
        {
          part: 0,
          customers: data.customers.map(({ name }) => ({ name, aliases: [] })),
          contacts: [{ name: '张经理', customers: ['优鲜达·文三路店（加盟）'] }],
          products: [],
        },
      ],
    })),
    on(sayLineRoute, ({ body: { text = '' } }) => {
      if (asked && /^\d$/.test(text)) {
        asked = false
        return task(`新拜访任务 T-1042：${choices[Number(text) - 1]}`)
      }
      if (asked && text === '算了') {
        asked = false
        return { outcome: 'dropped', replies: ['好，不记了。'], options: [] }
      }
      if (/^#优鲜达#明/.test(text)) {
        asked = true
        const rows = choices.map((choice, index) => `${index + 1}. ${choice}`)
        const replies = [
          ['哪一个「优鲜达」？', ...rows, '回数字选一个，回「算了」就不记。30 分钟内有效。'].join('\n'),
        ]
        return { outcome: 'asked', replies, options: choices }
      }
      if (text.startsWith('#优鲜达#张经理#')) return task('新拜访任务 T-1042：明天 10:00 补货 20 箱')
      return { outcome: 'chatter', ...nothing }
    }),
  ]
}
