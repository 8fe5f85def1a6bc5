'use client';

import { Anchor, Collapse, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import { Fragment, useId, useState } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl';
import type { z } from 'zod';
import table from '@/components/ui/stacked-table.module.css';
import type { attemptViewSchema } from '@/lib/api/contracts/mail';
import { failureText } from '@/lib/i18n/failure-text';
import { SETTING_NEEDED_AT, type SettingName } from '@/lib/policy/settings';
import classes from './attempt.module.css';
import { AttemptTls } from './attempt-tls';
import { MomentAfter } from './offset';

type Attempt = z.infer<typeof attemptViewSchema>;

interface Props {
  readonly attempt: Attempt;
  /** From 1, in the order of time. */
  readonly number: number;
  readonly newest: boolean;
  /** When the message was received. */
  readonly since: string;
}

/** One try at one next hop. The newest is open, older ones open on a click. */
export function AttemptItem({ attempt, number, newest, since }: Props) {
  const t = useTranslations('messages.detail');
  const locale = useLocale();
  const id = useId();
  const [open, setOpen] = useState(newest);
  return (
    <li className={classes.attempt} data-outcome={attempt.outcome}>
      <UnstyledButton className={classes.head ?? ''} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} stroke={1.9} aria-hidden className={classes.chevron} />
        <span className={classes.number}>{t('attempt', { number })}</span>
        <span className={classes.outcome} data-outcome={attempt.outcome}>
          {t(`attemptOutcomes.${attempt.outcome}`)}
        </span>
        {attempt.reason !== null && <span className={classes.reason}>{failureText(attempt.reason, locale)}</span>}
        <span className={classes.time}>
          <MomentAfter at={attempt.startedAt} since={since} />
        </span>
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes.body}>
          <p className={classes.route}>
            <span className={table.mono}>{attempt.nextHop}</span>
            {attempt.address !== null && (
              <>
                <IconArrowRight size={14} stroke={1.8} aria-hidden />
                <span className={table.mono}>{attempt.address}</span>
              </>
            )}
            <Duration attempt={attempt} />
          </p>
          <AttemptTls attempt={attempt} />
          <p className={classes.answer}>
            <span className={classes.label}>{t('said')}</span>
            <span className={classes.said}>{attempt.detail}</span>
          </p>
          <RoutedBy attempt={attempt} />
          <MatchedBesides attempt={attempt} />
        </div>
      </Collapse>
    </li>
  );
}

function Duration({ attempt }: { readonly attempt: Attempt }) {
  const t = useTranslations('messages.detail');
  const format = useFormatter();
  const seconds = (new Date(attempt.finishedAt).getTime() - new Date(attempt.startedAt).getTime()) / 1000;
  return <span className={table.secondary}>{t('took', { seconds: format.number(seconds, { maximumFractionDigits: 1 }) })}</span>;
}

/** Which rule set which part of the way. */
function RoutedBy({ attempt }: { readonly attempt: Attempt }) {
  const t = useTranslations('messages.detail');
  return (
    <p className={classes.answer}>
      <span className={classes.label}>{t('routedBy')}</span>
      {attempt.decidedBy.length === 0
        ? t('routedByDefaults')
        : attempt.decidedBy.map(({ ruleId, name, order, setting }, i) => (
            <Fragment key={`${ruleId} ${setting}`}>
              {i > 0 && ', '}
              <RuleLink ruleId={ruleId} order={order} name={name} /> ({isSetting(setting) ? t(`settings.${setting}`) : setting})
            </Fragment>
          ))}
    </p>
  );
}

/** Monitored rules and what they would have set; rules that others stood before. */
function MatchedBesides({ attempt: { matched } }: { readonly attempt: Attempt }) {
  const t = useTranslations('messages.detail');
  return matched.map(({ ruleId, order, name, mode, settings }) => (
    <p key={ruleId} className={classes.answer}>
      <span className={classes.label}>{t(mode === 'monitor' ? 'matchedMonitored' : 'matchedBehind')}</span>
      <RuleLink ruleId={ruleId} order={order} name={name} />
      {settings.length > 0 && ` (${settings.map((setting) => (isSetting(setting) ? t(`settings.${setting}`) : setting)).join(', ')})`}
    </p>
  ));
}

function RuleLink({ ruleId, order, name }: { readonly ruleId: string; readonly order: number; readonly name: string }) {
  const t = useTranslations('messages.detail');
  return (
    <Anchor component={Link} href={`/acceptance-routing/advanced-settings/${ruleId}`} inherit>
      {t('rule', { order })} {name}
    </Anchor>
  );
}

function isSetting(setting: string): setting is SettingName {
  return Object.hasOwn(SETTING_NEEDED_AT, setting);
}
