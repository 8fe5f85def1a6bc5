'use client';

import { Anchor, Badge } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconHelpCircle, type TablerIcon } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import type { conditionTraceViewSchema, DecisionView, ruleTraceViewSchema } from '@/lib/api/contracts/mail';
import classes from './decision-trace.module.css';

type RuleTrace = z.infer<typeof ruleTraceViewSchema>;
type ConditionTrace = z.infer<typeof conditionTraceViewSchema>;

const ICONS: Record<ConditionTrace['outcome'], TablerIcon> = {
  true: IconCircleCheck,
  false: IconCircleX,
  open: IconCircleDashed,
  unknown: IconHelpCircle,
};

/** Why policy decided so, in words. */
export function DecisionTrace({ decision }: { readonly decision: DecisionView }) {
  return (
    <div>
      <p className={classes.summary}>{decision.summary}</p>
      <DecisionRules decision={decision} />
    </div>
  );
}

/** Each rule that was looked at, each condition with what it saw and how that turned out. */
export function DecisionRules({ decision }: { readonly decision: DecisionView }) {
  const t = useTranslations('messages.detail');
  return (
    <div>
      <p className={classes.note}>
        {t('rulesLooked', { count: decision.rules.length })} {t('revision', { revision: decision.revision })}
      </p>
      {decision.rules.length > 0 && (
        <ol className={classes.rules}>
          {decision.rules.map((rule) => (
            <RuleTraceItem key={rule.ruleId} rule={rule} />
          ))}
        </ol>
      )}
    </div>
  );
}

function RuleTraceItem({ rule }: { readonly rule: RuleTrace }) {
  const t = useTranslations('messages.detail');
  return (
    <li className={classes.rule} data-mode={rule.mode} data-outcome={rule.outcome}>
      <div className={classes.ruleHead}>
        <OutcomeIcon outcome={rule.outcome} />
        <span className={classes.order}>{t('rule', { order: rule.order })}</span>
        <Anchor component={Link} href={`/acceptance-routing/advanced-settings/${rule.ruleId}`} className={classes.ruleName ?? ''}>
          {rule.name}
        </Anchor>
        {rule.mode === 'monitor' && (
          <Badge size="sm" radius="sm" variant="outline" color="gray" tt="none" fw={500} className={classes.monitored ?? ''}>
            {t('monitored')}
          </Badge>
        )}
        <span className={classes.ruleSummary}>{rule.summary}</span>
      </div>
      {rule.conditions.length > 0 && (
        <ul className={classes.conditions}>
          {rule.conditions.map((condition, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity of a condition in a trace
            <li key={i} className={classes.condition}>
              <OutcomeIcon outcome={condition.outcome} />
              <span>
                {condition.sentence}{' '}
                <span className={classes.saw}>
                  {condition.saw !== '' && t('saw', { value: condition.saw })}{' '}
                  <span className={classes.turnedOut} data-outcome={condition.outcome}>
                    {t(`outcomes.${condition.outcome}`)}
                  </span>
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** Beside words that say the same. */
function OutcomeIcon({ outcome }: { readonly outcome: ConditionTrace['outcome'] }) {
  const Icon = ICONS[outcome];
  return (
    <span className={classes.outcome} data-outcome={outcome} aria-hidden>
      <Icon size={15} stroke={1.9} />
    </span>
  );
}
