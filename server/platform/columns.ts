import { Column, PrimaryColumn } from 'typeorm'

/**
 * The column types that every engine has: no `char`, no decimals, no integer beyond 2^53, no database defaults.
 * Each takes `null` for a nullable column.
 */
type Nullable = { nullable?: boolean; primary?: boolean }

const asNumber = {
  to: (value: number | null | undefined) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
}

/** An id made by the application, or a short ascii code. */
export const Id = (options: Nullable = {}): PropertyDecorator => Text(40, options)

/** A trimmed, NFKC-normalised string of at most `length` characters; the use case checks the length. */
export const Text = (length: number, { nullable, primary }: Nullable = {}): PropertyDecorator =>
  primary
    ? PrimaryColumn({ type: 'varchar', length })
    : Column({ type: 'varchar', length, nullable: nullable ?? false })

/** Up to 64 KiB of UTF-8, never searched. */
export const LongText = ({ nullable = false }: Nullable = {}): PropertyDecorator =>
  Column({ type: 'text', nullable })

/** An instant: UTC, milliseconds. */
export const Instant = ({ nullable = false }: Nullable = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, nullable })

/** A local day `YYYY-MM-DD` in the organisation's zone. */
export const Day = ({ nullable = false }: Nullable = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 10, nullable })

export const Whole = ({ nullable = false, primary }: Nullable = {}): PropertyDecorator =>
  primary ? PrimaryColumn({ type: 'integer' }) : Column({ type: 'integer', nullable })

/** A whole number up to 2^53: fen, thousandths. */
export const BigWhole = ({ nullable = false }: Nullable = {}): PropertyDecorator =>
  Column({ type: 'bigint', transformer: asNumber, nullable })

export const Flag = (): PropertyDecorator => Column({ type: 'boolean' })

/** Structure that is stored and shown, never searched. */
export const Json = ({ nullable = false }: Nullable = {}): PropertyDecorator =>
  Column({ type: 'json', nullable })
