import { useTranslations } from 'use-intl';
import type { ExpectedOutcome } from '@/lib/acceptance/expected-outcome';
import type { ExampleDraft } from '../simulator/example-draft';

/** Proposes a name in plain words: "Mail from sales@partner.example to anna@company.example is refused". */
export function useTestName(): (mail: ExampleDraft, fate: ExpectedOutcome['fate']) => string {
  const t = useTranslations('policyTests');
  return ({ sender, recipients }, fate) =>
    t(`proposedName.${fate}`, { sender: sender === '' ? t('nullSender') : sender, recipient: recipients.join(', ') }).slice(0, 200);
}
