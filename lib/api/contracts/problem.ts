import { z } from 'zod';

/** RFC 9457. `invalidParams` land on the form fields: `path` is the place in the request body, `code` a key of lib/i18n/messages/errors.ts. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Machine code: unauthorized, forbidden, not-found, invalid, conflict, rate-limited, unavailable. */
  code: z.string(),
  invalidParams: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), code: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
