import { installTemplateRoute, templatesRoute } from '../../shared/api/templates'
import { templateTexts } from '../../shared/text/templates'
import { mayDo } from '../organisation/access'
import { DuplicateKey } from '../platform/database'
import { type Api, bind } from '../platform/http/api'
import { chooseTemplate, hasTemplate, templateInstalled, templates } from './install-template'

const names = (all: readonly { name: string }[]) => all.map(({ name }) => name)

export function templateRoutes(api: Api): void {
  bind(api, templatesRoute, async ({ scope, database }) => ({
    items: templates.map(({ code, stages, sources, fields }) => ({
      code,
      name: templateTexts.names[code],
      text: templateTexts.about[code],
      stages: names(stages),
      sources: names(sources),
      fields: names(fields),
    })),
    nextCursor: null,
    installed: await database.read((reader) => hasTemplate(reader, scope.orgId)),
    mayInstall: mayDo(scope, 'template.install'),
  }))
  bind(api, installTemplateRoute, ({ doer, params, write }) =>
    write(async (tx) => {
      await chooseTemplate(tx, doer, params.id)
      return { installed: true as const }
    }).catch((error: unknown) => {
      // Two at once: the key of the setting lets one in.
      throw error instanceof DuplicateKey ? templateInstalled() : error
    }),
  )
}
