export default definePageConfig({ navigationBarTitleText: '合并客户', disableScroll: true })
