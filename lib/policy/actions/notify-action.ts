import type { Field } from '../fields';

export const INTERVAL_FIELD: Field = {
  name: 'interval',
  widget: 'duration',
  label: { en: 'At most one per', de: 'Höchstens eine je' },
};

/** What the help of each of these actions ends with. */
export const ABOUT_NOTIFYING = {
  en: 'Notifies once the mail has been answered, whether it was accepted or refused; what else matches within the interval is counted, and the next notification says how many. A monitored rule notifies nobody.',
  de: 'Benachrichtigt, sobald die Mail beantwortet ist, ob angenommen oder abgelehnt; was innerhalb der Zeitspanne noch zutrifft, wird gezählt, und die nächste Benachrichtigung nennt die Zahl. Eine beobachtete Regel benachrichtigt niemanden.',
};
