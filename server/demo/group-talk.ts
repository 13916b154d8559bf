import { Inbox } from '../messages/tables'
import type { Transaction } from '../platform/database'
import { type DemoPerson, demoOrgId } from './organisation'
import { demoId } from './random'
import { minutesAgo } from './times'

/** What was said in the group this morning: ordinary talk, of which the bot made nothing. */
const lines = [
  { who: '周敏', minutes: 66, text: '开学季，各店先把学校食堂跑一遍' },
  { who: '李晓雯', minutes: 61, text: '收到，晨光中学这几天天天加单' },
  { who: '赵海峰', minutes: 34, text: '文三路店张经理说草莓先别送，上次那批软' },
  { who: '孙佳怡', minutes: 31, text: '我这边也有两家说软' },
]

export async function writeGroupTalk(
  tx: Transaction,
  staff: readonly DemoPerson[],
  chatId: string,
  now: Date,
): Promise<void> {
  await tx.insert(
    Inbox,
    lines.map(({ who, minutes, text }, index) => {
      const at = minutesAgo(now, minutes)
      return {
        orgId: demoOrgId,
        id: demoId('msg', at.getTime(), index),
        channel: 'sandbox',
        messageId: `demo-${index}`,
        chatId,
        senderId: staff.find(({ name }) => name === who)!.id,
        sentAt: at,
        receivedAt: at,
        text,
        state: 'done' as const,
        outcome: 'chatter',
        attempts: 0,
        leaseOwner: null,
        leaseUntilAt: at,
      }
    }),
  )
}
