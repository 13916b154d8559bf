export default definePageConfig({ navigationBarTitleText: '任务', disableScroll: true })
