import { closureRoute } from '../../shared/api/closure'
import { phoneCustomersRoute } from '../../shared/api/customers'
import type { BodyOf } from '../../shared/api/route'
import {
  addToPlanRoute,
  orderPlanRoute,
  type PlanRow,
  removeFromPlanRoute,
  type VisitPlan,
  visitPlanRoute,
} from '../../shared/api/visit-plans'
import type { Moment, Visit, VisitRow, VisitTarget } from '../../shared/api/visit-shapes'
import {
  activeVisitRoute,
  addFindingRoute,
  checkInRoute,
  checkOutRoute,
  visitRoute,
  visitsRoute,
  visitTargetRoute,
} from '../../shared/api/visits'
import { findingText, nextStepText } from '../../shared/text/visits'
import type { StubData } from './stub-data'
import { on, Refused, type StubRoute } from './stub-routes'

const me = { id: 'stf_1', name: '李晓雯' }

/** Where every stub customer is: 46 metres north of where the phones of these tests stand. */
const place = { latitudeE6: 30_280_414, longitudeE6: 120_100_000 }

/** Visits and the plan of a day, as far as the pages need them. */
export function visitRoutes(
  data: StubData,
  now: () => Date,
  undoable: (back: () => void) => { id: string; until: string },
): StubRoute[] {
  const visits = new Map<string, Visit>()
  let order: string[] | undefined
  const served = () => ({ serverAt: now().toISOString() })
  const customerOf = (id = '') => {
    const customer = data.customers.find((each) => each.id === id)
    if (!customer) throw new Refused(404, 'customer_not_found', '没有找到这个客户，或者不在你负责的范围里。')
    return customer
  }
  const target = (id = ''): VisitTarget => {
    const { name, store, owner, stage, lastTouchAt } = customerOf(id)
    return {
      customer: { id, name },
      store,
      owner,
      stage,
      contacts: [{ id: `con_${id}`, name: '沈老板', phone: '13800000000' }],
      address: '西湖区骆家庄路 8 号',
      place,
      nearMetres: 200,
      lastTouchAt,
      openTasks: data.tasks
        .filter((task) => task.state === 'open' && task.customer.id === id)
        .map(({ id, number, text, dueAt, dueGrain }) => ({
          id,
          number,
          text,
          dueAt: dueAt ?? null,
          dueGrain,
        })),
      warnings: data.warnings.get(id) ?? [],
    }
  }
  const planned = () => {
    const ids = [
      ...new Set(
        data.tasks.filter(({ state, dueAt }) => state === 'open' && dueAt).map(({ customer }) => customer.id),
      ),
    ]
    return order ?? ids
  }
  const planRow = (id: string): PlanRow => {
    const [task] = data.tasks.filter(({ customer, state }) => customer.id === id && state === 'open')
    const visit = [...visits.values()].find((each) => each.customer.id === id && each.state !== 'withdrawn')
    return {
      target: target(id),
      reason: task
        ? {
            code: task.reason.code === 'no_due' ? 'due' : (task.reason.code as 'due'),
            text: task.reason.text,
          }
        : { code: 'untouched', text: '12 天没联系' },
      plannedBy: order ? me : null,
      daysSinceTouch: 3,
      visit: visit ? { id: visit.id, state: visit.state, at: visit.checkIn.at } : null,
    }
  }
  const plan = (on = now().toISOString().slice(0, 10)): VisitPlan => ({
    on,
    staff: me,
    rows: planned().map(planRow),
    rule: '先看排好的先后；去过的放最后。',
    mayChange: true,
    ...served(),
  })
  const reorder = (ids: string[]) => {
    const before = order
    order = ids
    return {
      plan: plan(),
      undo: undoable(() => {
        order = before
      }),
    }
  }
  const visitOf = (id = '') => {
    const visit = visits.get(id)
    if (!visit)
      throw new Refused(404, 'visit_not_here_yet', '还没收到这次拜访的打卡。打卡传上来以后再传这一条。')
    return visit
  }
  const moment = (at: Pick<BodyOf<typeof checkInRoute>, 'place' | 'phone'>): Moment => ({
    at: now().toISOString(),
    timeFrom: 'server',
    recordedAt: now().toISOString(),
    phoneAt: at.phone.at,
    driftSeconds: 2,
    timeText: '按服务器时间，手机快 2 秒',
    place: at.place,
    distanceMetres: at.place ? 46 : null,
    placeText: at.place ? '离客户 46 米，误差 ±12 米' : '手机没给出位置',
  })
  const rowOf = ({
    checkIn,
    checkOut,
    photos,
    findings: _,
    actions: __,
    version: ___,
    ...head
  }: Visit): VisitRow => ({
    ...head,
    checkedInAt: checkIn.at,
    checkedOutAt: checkOut?.at ?? null,
    photoCount: photos.length,
  })
  const active = () => [...visits.values()].find(({ state }) => state === 'active')

  return [
    on(visitPlanRoute, ({ query }) => plan(query.on)),
    on(removeFromPlanRoute, ({ body }) => {
      const { customerIds } = body as unknown as BodyOf<typeof removeFromPlanRoute>
      return reorder(planned().filter((id) => !customerIds.includes(id)))
    }),
    on(orderPlanRoute, ({ body }) => {
      const { customerIds } = body as unknown as BodyOf<typeof orderPlanRoute>
      return reorder([...new Set([...customerIds, ...planned()])])
    }),
    on(addToPlanRoute, ({ body }) => {
      const { customerIds } = body as unknown as BodyOf<typeof addToPlanRoute>
      return reorder([...new Set([...planned(), ...customerIds])])
    }),
    on(visitTargetRoute, ({ params }) => {
      const other = active()
      return { target: target(params.id), active: other ? rowOf(other) : null, ...served() }
    }),
    on(phoneCustomersRoute, () => ({
      version: 'v1',
      whole: true,
      parts: [{ part: 0, customers: data.customers }],
    })),
    on(activeVisitRoute, () => ({ visit: active() ?? null, ...served() })),
    on(closureRoute, ({ query }) => ({
      from: query.from ?? '2026-02-26',
      to: query.to ?? '2026-03-04',
      by: (query.by as 'staff') ?? 'staff',
      definition: '闭环率 = 离店时有下一步的拜访 ÷ 已离店的拜访。',
      total: { completed: 12, closed: 9, rateBp: 7500 },
      rows: [
        {
          id: 'stf_1',
          name: '李晓雯',
          completed: 8,
          closed: 7,
          rateBp: 8750,
          visits: { state: 'done', staff: 'stf_1' },
        },
        {
          id: 'stf_2',
          name: '王磊',
          completed: 4,
          closed: 2,
          rateBp: 5000,
          visits: { state: 'done', staff: 'stf_2' },
        },
      ],
    })),
    on(visitsRoute, () => ({ items: [...visits.values()].map(rowOf), nextCursor: null })),
    on(visitRoute, ({ params }) => ({ visit: visitOf(params.id) })),
    on(checkInRoute, ({ body }) => {
      const given = body as unknown as BodyOf<typeof checkInRoute>
      const customer = customerOf(given.customerId)
      const task = data.tasks.find(({ id }) => id === given.taskId)
      const visit: Visit = {
        id: given.id,
        customer: { id: customer.id, name: customer.name },
        staff: me,
        store: customer.store,
        task: task ? { id: task.id, number: task.number } : null,
        state: 'active',
        minutes: null,
        nextStep: null,
        remark: null,
        flags: [],
        checkIn: moment(given),
        checkOut: null,
        findings: [],
        photos: [],
        actions: [],
        version: 1,
      }
      if (!visits.has(given.id)) visits.set(given.id, visit)
      const undo = undoable(() => Object.assign(visit, { state: 'withdrawn' }))
      return { visit: visitOf(given.id), warnings: [], ...served(), undo }
    }),
    on(addFindingRoute, ({ params, body }) => {
      const given = body as unknown as BodyOf<typeof addFindingRoute>
      const visit = visitOf(params.id)
      const said = { ...given, text: given.kind === 'rejection' ? given.reason : given.text }
      const finding = {
        id: given.id,
        kind: given.kind,
        at: now().toISOString(),
        text: findingText(given.kind, said),
        product: null,
        quantity: null,
        unit: null,
      }
      if (!visit.findings.some(({ id }) => id === given.id)) visit.findings.push(finding)
      return { finding, warnings: [], ...served() }
    }),
    on(checkOutRoute, ({ params, body }) => {
      const given = body as unknown as BodyOf<typeof checkOutRoute>
      const visit = visitOf(params.id)
      const before = { ...visit }
      const { kind } = given.nextStep
      Object.assign(visit, {
        state: 'done',
        minutes: 15,
        checkOut: { ...moment(given), by: me },
        nextStep: {
          kind,
          text: nextStepText(given.nextStep, '周五 10:00'),
          closes: kind !== 'none',
          task: null,
        },
        remark: given.remark ?? null,
      })
      return { visit, warnings: [], ...served(), undo: undoable(() => Object.assign(visit, before)) }
    }),
  ]
}
