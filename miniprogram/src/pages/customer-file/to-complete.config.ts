export default definePageConfig({ navigationBarTitleText: '待补全的客户', disableScroll: true })
