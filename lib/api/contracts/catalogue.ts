import { z } from 'zod';
import { STAGES } from '@/lib/policy/stages';

const entrySchema = z.object({
  id: z.string(),
  category: z.string(),
  /** In the reader's language. */
  label: z.string(),
  help: z.string(),
  /** JSON Schema 2020-12 of the entry's parameters. */
  parameters: z.record(z.string(), z.unknown()),
  /** Parameters that mean something, to start from. */
  example: z.record(z.string(), z.unknown()),
});

/** GET /catalogue: what rules can be made of. */
export const catalogueSchema = z.object({
  conditions: z.array(entrySchema.extend({ settlesAt: z.enum(STAGES) })),
  actions: z.array(entrySchema.extend({ sets: z.string() })),
});
export type CatalogueView = z.infer<typeof catalogueSchema>;
