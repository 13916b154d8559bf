import { sandboxRoutes } from '../../bot/sandbox/routes'
import { demoOrgId } from '../../server/demo/organisation'
import { Chat } from '../../server/organisation/tables'
import { onEveryEngine } from '../support/engines'
import { startWeb, stopAllWebs } from '../support/web'
import { handClock } from '../support/world'

afterAll(stopAllWebs)

onEveryEngine('GET /api/demo/chats/:id/messages', (openEmpty) => {
  test('a window where nobody spoke yet is empty; one that is not there is not found', async () => {
    const database = await openEmpty()
    const clock = handClock()
    const web = await startWeb(database, {
      demo: true,
      more: sandboxRoutes({ database, clock, orgId: demoOrgId, receiveAndAct: async () => undefined }),
    })
    await database.transaction((tx) =>
      tx.insert(Chat, {
        orgId: demoOrgId,
        channel: 'sandbox',
        chatId: 'chat_1',
        kind: 'internal',
        name: '补货群',
        customerId: null,
      }),
    )
    expect((await web.call('GET', '/api/demo/chats/chat_1/messages')).body).toEqual({ messages: [] })
    for (const id of ['chat_no', 'direct:stf_no']) {
      const { status, body } = await web.call('GET', `/api/demo/chats/${id}/messages`)
      expect([status, body.error]).toEqual([404, { code: 'chat_unknown', message: '没有这个会话。' }])
    }
  })
})
