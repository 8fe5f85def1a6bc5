import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { EffectKind } from '@/lib/policy/rule-summary';
import { ruleHitsQuery } from './rule-hits-query';
import classes from './rule-list.module.css';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly effect: EffectKind;
  readonly onEnforce: () => void;
}

/** What a monitored rule would have done in the last 7 days, and the button that makes it do so. */
export function MonitorLine({ id, name, effect, onEnforce }: Props) {
  const t = useTranslations('rules.monitor');
  const hits = useQuery(ruleHitsQuery(id)).data;
  return (
    <div className={classes.monitor}>
      <IconEye size={14} stroke={1.8} aria-hidden />
      <span>{hits === undefined || hits === null ? t('counting') : t(`would.${effect}`, hits.monitor)}</span>
      <Button variant="subtle" size="compact-xs" aria-label={t('enforceOf', { name })} onClick={onEnforce}>
        {t('enforce')}
      </Button>
    </div>
  );
}
