'use client';

import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './certificates.module.css';

/** What works and what does not with a certificate that the gateway has made itself, and what an administrator can do. */
export function SelfSignedHelp() {
  const t = useTranslations('certificates');
  return (
    <div className={classes.help}>
      <h3 className={classes.helpTitle}>
        <IconAlertTriangle size={17} stroke={1.8} aria-hidden />
        {t('why')}
      </h3>
      <p>{t('whyText')}</p>
      <ul className={classes.points}>
        <li data-tone="good">
          <IconCheck size={16} stroke={2} aria-hidden />
          {t('works')}
        </li>
        <li data-tone="bad">
          <IconX size={16} stroke={2} aria-hidden />
          {t('fails')}
        </li>
      </ul>
      <h3 className={classes.helpTitle}>{t('whatToDo')}</h3>
      <ol className={classes.steps}>
        <li>{t('doName')}</li>
        <li>{t('doPin')}</li>
      </ol>
      <p className={classes.aside}>{t('outbound')}</p>
    </div>
  );
}
