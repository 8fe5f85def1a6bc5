'use client';

import { IconGavel } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { DecisionTrace } from '@/components/ui/decision-trace';
import type { DecisionView } from '@/lib/api/contracts/mail';
import { Step } from './step';

interface Props {
  readonly decision: DecisionView;
  readonly accepted: boolean;
}

/** The decision on a transaction that ended before any recipient was named. */
export function DecisionStep({ decision, accepted }: Props) {
  const t = useTranslations('messages.detail');
  const stages = useTranslations('rules.stages');
  return (
    <Step icon={IconGavel} tone={accepted ? 'good' : 'bad'} title={t('decisionStep', { stage: stages(decision.stage) })}>
      <DecisionTrace decision={decision} />
    </Step>
  );
}
