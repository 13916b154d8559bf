export default definePageConfig({ navigationBarTitleText: '移交客户', disableScroll: true })
