import type { MergePreview } from '../../../shared/api/merges'

/** Something the two customers have differently, and whose wins. */
export type Difference = MergePreview['differences'][number]
export type Choices = Readonly<Record<string, Difference['wins']>>
