import { z } from 'zod';

/** The name of a rule or a list, as people give it. */
export const itemNameSchema = z
  .string('name.empty')
  .trim()
  .min(1, 'name.empty')
  .max(64, 'name.too-long')
  .regex(/^\P{Cc}*$/u, 'name.control-characters');
