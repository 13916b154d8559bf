import type { Transaction } from '../platform/database'
import { CustomerField, Source } from './tables'

/** What a template says of customers. */
export interface CustomerTemplate {
  sources: readonly { code: string; name: string }[]
  fields: readonly Pick<CustomerField, 'code' | 'name' | 'type' | 'required' | 'choices' | 'computedFrom'>[]
}

/** Writes a template's sources and custom fields; ids follow the code, so that a template is installed once. */
export async function installCustomerTemplate(
  tx: Transaction,
  orgId: string,
  template: CustomerTemplate,
): Promise<void> {
  await tx.insert(
    Source,
    template.sources.map((source, position) => ({
      orgId,
      id: `src_${source.code}`,
      ...source,
      position,
      inUse: true,
      version: 1,
    })),
  )
  await tx.insert(
    CustomerField,
    template.fields.map((field, position) => ({
      orgId,
      id: `fld_${field.code}`,
      ...field,
      position,
      inUse: true,
      version: 1,
    })),
  )
}
