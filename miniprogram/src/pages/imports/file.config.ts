export default definePageConfig({ navigationBarTitleText: '导入', disableScroll: true })
