import { z } from 'zod';
import { keptLimits, standards } from './rules.ts';

/** A package as somebody takes it, or looks at it. */
export const OpenedPackage = z.object({
  title: z.string(),
  standard: z.enum(standards),
  parts: z.array(z.object({ title: z.string(), done: z.boolean() })),
  /** Where its frame begins, for some hours; null until the part was opened. */
  address: z.string().nullable(),
  run: z.uuid().nullable(),
});
export type OpenedPackage = z.infer<typeof OpenedPackage>;

/** Elements of SCORM's data model by name. */
export const KeptElements = z
  .record(z.string().max(keptLimits.name), z.string().max(keptLimits.value))
  .refine((all) => Object.keys(all).length <= keptLimits.elements);
