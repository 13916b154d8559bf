import { addNoteRoute, cardRoute, customersRoute } from '../../shared/api/customers'
import { demoPeopleRoute } from '../../shared/api/demo'
import type { AnswerOf, Route } from '../../shared/api/route'
import { meRoute, signInRoute, signInWaysRoute, signOutRoute } from '../../shared/api/session'
import {
  cancelTaskRoute,
  completeTaskRoute,
  rescheduleTaskRoute,
  tasksRoute,
  undoRoute,
} from '../../shared/api/tasks'
import { answerTodoRoute, todosRoute } from '../../shared/api/todos'
import { feedRoute, timelineRoute } from '../../shared/api/touchpoints'
import type { StubData } from './stub-data'
import { fileRoutes } from './stub-files'
import { lineRoutes } from './stub-lines'
import { mergeRoutes } from './stub-merges'
import { peopleRoutes } from './stub-people'
import { setupRoutes } from './stub-setup'
import { visitRoutes } from './stub-visits'

export interface Ask {
  params: Record<string, string | undefined>
  query: Record<string, string | undefined>
  body: Record<string, string | undefined>
}

/** An answer that is not 200. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What stands beside the message, as it is now. */
    readonly current?: unknown,
  ) {
    super(message)
  }
}

export interface StubRoute {
  route: Route
  answer(ask: Ask): unknown
}

export function on<R extends Route>(route: R, answer: (ask: Ask) => AnswerOf<R>): StubRoute {
  return { route, answer }
}

function page<Item>(items: Item[], { cursor }: Ask['query'], size = 20) {
  const from = Number(cursor ?? 0)
  const next = from + size
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null }
}

export function stubRoutes(data: StubData, now: () => Date): StubRoute[] {
  const me = { id: 'stf_1', name: '李晓雯' }
  const undos = new Map<string, () => void>()
  const undoable = (back: () => void) => {
    const id = `und_${undos.size + 1}`
    undos.set(id, back)
    return { id, until: new Date(now().getTime() + 600_000).toISOString() }
  }
  const taskOf = (id = '') => {
    const task = data.tasks.find((each) => each.id === id)
    if (!task) throw new Refused(404, 'not_found', '没有找到这件任务。')
    return task
  }
  const change = (id: string | undefined, next: Partial<StubData['tasks'][number]>) => {
    const before = { ...taskOf(id) }
    const task = Object.assign(taskOf(id), next, { version: before.version + 1 })
    return { task, undo: undoable(() => Object.assign(task, before)) }
  }
  const customerOf = (id = '') => {
    const customer = data.customers.find((each) => each.id === id)
    if (!customer) throw new Refused(404, 'customer_not_found', '没有找到这个客户，或者不在你负责的范围里。')
    return customer
  }

  return [
    on(signInWaysRoute, () => ({ demo: true })),
    on(demoPeopleRoute, () => ({
      people: [
        {
          id: 'stf_1',
          name: '李晓雯',
          role: 'rep' as const,
          title: '地推专员 · 古荡店',
          kind: 'staff' as const,
          tries: [],
        },
        {
          id: 'stf_2',
          name: '陈国强',
          role: 'storeManager' as const,
          title: '店长 · 古荡店',
          kind: 'staff' as const,
          tries: [],
        },
        {
          id: 'stf_3',
          name: '周敏',
          role: 'areaManager' as const,
          title: '区域经理 · 城西区',
          kind: 'staff' as const,
          tries: [],
        },
      ],
    })),
    on(signInRoute, ({ body }) => {
      const { via, code } = body
      if (via === 'code' && code !== '123456') throw new Refused(403, 'bad_code', '登录码不对，或者用过了。')
      return { token: `t_${code}`, staff: { ...me, role: 'rep' as const } }
    }),
    on(signOutRoute, () => ({ ended: true as const })),
    on(meRoute, () => ({
      ...me,
      role: data.role,
      org: { id: 'org_1', name: '优鲜达' },
      scopes: [
        { code: 'mine' as const, text: '我负责的' },
        { code: 'store' as const, text: '本店' },
        { code: 'region' as const, text: '城西区' },
        { code: 'all' as const, text: '全部' },
      ],
      openTodos: data.todos.filter((todo) => todo.state === 'open').length,
    })),
    on(feedRoute, ({ query }) => page(query.scope === 'region' ? [] : data.feed, query)),
    on(customersRoute, ({ query }) =>
      page(
        data.customers.filter(({ name }) => name.includes(query.q ?? '')),
        query,
      ),
    ),
    on(cardRoute, ({ params }) => {
      const customer = customerOf(params.id)
      const timeline = data.timelines.get(customer.id) ?? []
      const last = timeline.find((item) => item.countsAsContact)
      const openTasks = data.tasks.filter((task) => task.state === 'open' && task.customer.id === customer.id)
      return {
        customer: { id: customer.id, name: customer.name },
        code: customer.code,
        store: customer.store,
        owner: customer.owner,
        contacts: [],
        lastTouch: last ? { at: last.at, kind: last.kind, actor: last.actor } : null,
        stage: { ...customer.stage, since: customer.lastTouchAt },
        ownerToday: timeline
          .filter(
            (item) =>
              item.actor.name === customer.owner?.name && now().getTime() - Date.parse(item.at) < 7_200_000,
          )
          .map(({ at, kind, text }) => ({ at, kind, text }))
          .reverse(),
        warnings: data.warnings.get(customer.id) ?? [],
        openTasks: openTasks.map(({ id, number, text, dueAt, dueGrain }) => ({
          id,
          number,
          text,
          dueAt: dueAt ?? null,
          dueGrain,
        })),
        openOpportunities: data.opportunities.get(customer.id) ?? [],
        actions: [
          { code: 'note', text: '记一句' },
          { code: 'transferCustomer', text: '移交' },
          ...(openTasks.length > 0 ? [{ code: 'completeTask', text: '完成' }] : []),
        ],
      }
    }),
    on(timelineRoute, ({ params, query }) => page(data.timelines.get(customerOf(params.id).id) ?? [], query)),
    on(addNoteRoute, ({ params, body }) => {
      const customer = customerOf(params.id)
      const touchpoint = {
        id: `tp_new_${data.feed.length}`,
        at: now().toISOString(),
        text: body.text ?? '',
      }
      const row = {
        ...data.feed[0]!,
        ...touchpoint,
        kind: 'note' as const,
        customer,
        stage: customer.stage,
        actor: me,
        actions: [{ code: 'note', text: '记一句' }],
      }
      const line = { ...touchpoint, kind: 'note' as const, actor: me, countsAsContact: false, voided: false }
      data.feed.unshift(row)
      data.timelines.get(customer.id)?.unshift(line)
      const undo = undoable(() => {
        data.feed.splice(data.feed.indexOf(row), 1)
        line.voided = true
      })
      return { touchpoint, undo }
    }),
    ...lineRoutes(data, now, undoable),
    ...visitRoutes(data, now, undoable),
    ...fileRoutes(data),
    ...mergeRoutes(data, now, undoable),
    ...setupRoutes(data, undoable),
    ...peopleRoutes(data, now),
    on(tasksRoute, ({ query }) => {
      const open = data.tasks.filter((task) => (task.state === 'open') === (query.state !== 'done'))
      const soon = (task: (typeof open)[number]) => (query.when === 'none') === (task.dueAt === undefined)
      return page(
        query.when && query.when !== 'week'
          ? open.filter((task) => query.when !== 'tomorrow' && soon(task))
          : open,
        query,
      )
    }),
    on(completeTaskRoute, ({ params }) =>
      change(params.id, { state: 'done', completedAt: now().toISOString(), actions: [] }),
    ),
    on(rescheduleTaskRoute, ({ params, body }) => {
      const { when } = body
      if (!/\d|上午|下午/.test(when ?? ''))
        throw new Refused(400, 'time_not_understood', '没看懂这个时间，可以说「后天10点」。')
      return change(params.id, { dueAt: new Date(now().getTime() + 86_400_000).toISOString() })
    }),
    on(cancelTaskRoute, ({ params }) => change(params.id, { state: 'cancelled', actions: [] })),
    on(undoRoute, ({ params }) => {
      const back = undos.get(params.id ?? '')
      if (!back) throw new Refused(404, 'not_found', '没有可以撤销的。')
      back()
      undos.delete(params.id ?? '')
      return { undone: true as const, text: '撤销了，和没写过一样' }
    }),
    on(todosRoute, ({ query }) =>
      page(
        data.todos.filter((todo) => todo.state === (query.state ?? 'open')),
        query,
      ),
    ),
    on(answerTodoRoute, ({ params, body }) => {
      const todo = data.todos.find((each) => each.id === params.id)
      if (!todo) throw new Refused(404, 'not_found', '没有找到这件待办。')
      todo.state = 'done'
      const text = body.answer === 'accept' ? '接受了，排成任务 T-1099' : '婉拒了'
      return { todo, text, undo: undoable(() => Object.assign(todo, { state: 'open' })) }
    }),
  ]
}
