/**
 * What of a line is meant: each action, keyword, quantity and noun that is not gets the reason why. Clause by clause;
 * corrections first, then what only looks like a negation, then negation and the rest.
 */

import { createWordFinder } from '../word-finder'
import { judgeCancelled } from './cancelled'
import { hypothesisFrom } from './hypothesis'
import { isTrigger, killAll, type PolarityInput } from './kill'
import { judgeNegated } from './negated'
import { notThisButThat } from './not-but'
import { judgeThird, quotedFrom } from './others'
import { judgePast } from './past'
import { isQuestion, isTag } from './question'
import { judgeTalkOf } from './talk-of'

export function judge(input: PolarityInput): void {
  const { clauses } = input
  notThisButThat(clauses)
  let hypothesis = -1
  let quotedTo = -1
  let quotedAll = false
  let agenda = false
  let third = -1
  let wish = -1
  clauses.forEach((clause, index) => {
    const raw = input.text.slice(clause.start, clause.end)
    if (quotedAll || clause.sentence === quotedTo) killAll(clause, 'quoted')
    // 今日计划：… is what we do ourselves
    if (!input.hashed && clause.stop === ':' && AGENDA.has(raw.slice(-2))) agenda = true
    // 今日完成拜访8家，补货12单
    if (!input.hashed && DAYS_WORK.begins(raw)) agenda = true
    // 祝大家天天签大单: a wish, as far as nothing is counted
    if (!input.hashed && WISHES.begins(raw)) wish = clause.sentence
    if (clause.sentence === wish && !clause.elements.some((e) => e.kind === 'quantity'))
      killAll(clause, 'chatter')
    if (agenda) killAll(clause, 'chatter')
    if (clause.sentence === hypothesis) killAll(clause, 'hypothetical')
    // 同行都是先打款: their rule is theirs first
    third = judgeThird(clause, third, input)
    const q = quotedFrom(clause, input, index)
    if (q >= 0) {
      killAll(clause, 'quoted')
      quotedTo = clause.sentence
      if (clause.stop === ':' || index === 0) quotedAll = clause.stop === ':'
    }
    const h = hypothesisFrom(clause, raw, clauses, index, input)
    if (h >= 0) {
      killAll(clause, 'hypothetical', h)
      hypothesis = clause.sentence
    }
    if (isQuestion(clause, raw)) {
      const own = clause.elements.some((e) => isTrigger(e))
      killAll(clause, 'question')
      if (!own && isTag(raw)) {
        const previous = clauses[index - 1]
        if (previous !== undefined) killAll(previous, 'question')
      }
    }
    judgeCancelled(clauses, index, input.hashed)
    judgeNegated(clauses, index, raw)
    judgePast(clauses, index, raw, input)
  })
  if (!input.hashed) judgeTalkOf(input)
}

const DAYS_WORK = createWordFinder(
  '今日完成 今天完成了 今天共 今日共 本周完成 本周共 本月完成 本月共 累计完成 共完成 今日拜访 本日完成 今日一共 今天一共',
)

const WISHES = createWordFinder(
  '祝大家 祝各位 祝您 祝你 祝我 祝咱 祝全 祝所有 祝家人 祝兄弟 祝伙伴 祝同事 祝老板 祝朋友 祝愿 祝新 祝生意 祝早日 祝明年 祝来年 祝2 预祝 恭祝 敬祝 谨祝 愿大家 愿各位 愿我们 愿新',
)

const AGENDA = new Set([
  '计划',
  '目标',
  '任务',
  '总结',
  '日程',
  '安排',
  '待办',
  '汇报',
  '日报',
  '周报',
  '工作',
  '行程',
  '小结',
])
