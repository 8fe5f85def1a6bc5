import type { Field } from '@/lib/policy/fields';

/** What every widget of a parameter gets. */
export interface WidgetProps {
  readonly field: Field;
  readonly label: string;
  /** False where the row already says it; the label is then only read aloud. */
  readonly labelShown: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What is wrong with the parameter or with anything inside it, in the reader's language. */
  readonly error: string | undefined;
  /** What is wrong with the parameter as a whole. */
  readonly ownError: string | undefined;
  /** The same for a place inside it: `0.port`. */
  readonly errorAt: (place: string) => string | undefined;
}
