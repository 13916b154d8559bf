/** Imports only point one way: main → bot → server → shared, miniprogram → shared. No circles. */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'shared-is-pure', severity: 'error', from: { path: '^shared/', pathNot: '^shared/language/cli/' }, to: { path: '^(main\\.ts|bot|server|miniprogram|migrations)', } },
    { name: 'shared-has-no-node', severity: 'error', from: { path: '^shared/', pathNot: '^shared/language/cli/' }, to: { dependencyTypes: ['core'] } },
    { name: 'shared-needs-zod-only', severity: 'error', from: { path: '^shared/' }, to: { path: 'node_modules', pathNot: 'node_modules/(zod|@types/node)' } },
    { name: 'server-knows-no-bot', severity: 'error', from: { path: '^server/' }, to: { path: '^(main\\.ts|bot|miniprogram)' } },
    { name: 'bot-knows-no-main', severity: 'error', from: { path: '^bot/' }, to: { path: '^(main\\.ts|miniprogram)' } },
    { name: 'miniprogram-knows-shared-only', severity: 'error', from: { path: '^miniprogram/' }, to: { path: '^(main\\.ts|bot|server|migrations)' } },
    {
      name: 'features-keep-their-tables',
      severity: 'error',
      comment: 'Features meet through use cases and rules, never through another feature\'s tables; the table list and migrations see all.',
      from: { path: '^server/([^/]+)/', pathNot: '^server/(platform|demo)/' },
      to: { path: '^server/[^/]+/tables\\.ts$', pathNot: '^server/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    moduleSystems: ['cjs', 'es6'],
  },
}
