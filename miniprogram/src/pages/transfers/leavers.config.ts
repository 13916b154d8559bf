export default definePageConfig({ navigationBarTitleText: '离职同事的客户', disableScroll: true })
