import { parseMysqlUrl } from '../../server/platform/connect'

test('login, hosts in their order, and the database', () => {
  expect(parseMysqlUrl('mysql://user:p%40ss@a:3307,b/shop')).toEqual({
    username: 'user',
    password: 'p@ss',
    database: 'shop',
    hosts: [
      { host: 'a', port: 3307 },
      { host: 'b', port: 3306 },
    ],
  })
})
