/** Evaluated by Taro at build time. Labels are the tab bar's; on H5 we draw it ourselves, in the page's column. */
const weapp = process.env.TARO_ENV === 'weapp'

const tabs = [
  { pagePath: 'pages/home/index', text: '动态', icon: 'feed' },
  { pagePath: 'pages/customers/index', text: '客户', icon: 'customers' },
  { pagePath: 'pages/tasks/index', text: '任务', icon: 'tasks' },
  { pagePath: 'pages/todos/index', text: '待办', icon: 'todo' },
]

const nativeBar = {
  color: '@tab',
  selectedColor: '@tabOn',
  backgroundColor: '@bar',
  borderStyle: '@tabLine' as 'black',
}

export default defineAppConfig({
  pages: [...tabs.map((tab) => tab.pagePath), 'pages/customer/index', 'pages/sign-in/index'],
  subPackages: [
    { root: 'pages/people', pages: ['index'] },
    { root: 'pages/setup', pages: ['index', 'places', 'staff', 'person'] },
    { root: 'pages/imports', pages: ['index', 'file'] },
    {
      root: 'pages/visit',
      pages: [
        'index',
        'record/index',
        'waiting/index',
        'closure/index',
        'visits/index',
        'plan/index',
        'choose/index',
      ],
    },
    { root: 'pages/reports', pages: ['self-audit'] },
    { root: 'pages/merges', pages: ['index', 'merge', 'history'] },
    { root: 'pages/transfers', pages: ['index', 'leavers', 'hand-over'] },
    {
      root: 'pages/customer-file',
      pages: ['index', 'form', 'filter', 'to-complete', 'fields', 'sources', 'template'],
    },
  ],
  window: {
    navigationBarTitleText: '顺流',
    ...(weapp && {
      navigationBarBackgroundColor: '@bar',
      navigationBarTextStyle: '@barText' as 'black',
      backgroundColor: '@page',
      backgroundTextStyle: '@pull' as 'dark',
    }),
  },
  tabBar: {
    // H5's own tab bar lies over the page (z-index 500): switched off, so that nothing is ever under it.
    custom: !weapp,
    ...(weapp ? nativeBar : { color: '#5a6862', selectedColor: '#0a5f52', backgroundColor: '#ffffff' }),
    list: tabs.map(({ pagePath, text, icon }) =>
      weapp ? { pagePath, text, iconPath: `@${icon}`, selectedIconPath: `@${icon}On` } : { pagePath, text },
    ),
  },
  permission: { 'scope.userLocation': { desc: '拜访打卡和货架照片要带上地点' } },
  requiredPrivateInfos: ['getLocation'],
  ...(weapp && { darkmode: true, themeLocation: 'theme.json', lazyCodeLoading: 'requiredComponents' }),
})
