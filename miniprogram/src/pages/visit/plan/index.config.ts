export default definePageConfig({ navigationBarTitleText: '拜访计划', disableScroll: true })
