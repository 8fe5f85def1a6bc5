'use client';

import { Collapse, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Changes } from '@/components/ui/changes';
import { DecisionRules } from '@/components/ui/decision-trace';
import type { DecisionView } from '@/lib/api/contracts/mail';
import type { SimulatedRecipientView, SimulationView } from '@/lib/api/contracts/simulations';
import { KeepAsTest } from '../tests/keep-as-test';
import type { ExampleDraft } from './example-draft';
import classes from './simulator.module.css';

interface Props {
  readonly simulation: SimulationView;
  /** The mail that was simulated. */
  readonly mail: ExampleDraft;
}

/** First what becomes of each recipient, then how that came, stage by stage. */
export function SimulationResult({ simulation, mail }: Props) {
  const t = useTranslations('simulator');
  const stages = useTranslations('rules.stages');
  const id = useId();
  return (
    <>
      <Title order={3} id={`${id}-outcome`} className={classes.heading ?? ''}>
        {t('outcome')}
      </Title>
      <ul className={classes.outcomes} aria-labelledby={`${id}-outcome`}>
        {simulation.recipients.map((recipient) => (
          <Outcome key={recipient.address} recipient={recipient} mail={mail} />
        ))}
      </ul>
      <Changes changes={simulation.notifications} />
      <Title order={3} id={`${id}-result`} className={classes.heading ?? ''}>
        {t('result')}
      </Title>
      <ol className={classes.timeline} aria-labelledby={`${id}-result`}>
        {simulation.steps.map(({ stage, recipient, reply, says, refused, decision }) => (
          <li key={`${stage} ${recipient}`} className={classes.step} data-refused={refused}>
            <h4 className={classes.stage}>{recipient === null ? stages(stage) : t('forRecipient', { stage: stages(stage), recipient })}</h4>
            {reply === null ? <p className={classes.quiet}>{t('goesOn')}</p> : <p className={classes.reply}>{reply}</p>}
            {says.length > 0 && (
              <p className={classes.quiet}>
                {t(stage === 'connect' ? 'banner' : 'offers')} <code>{says.join(' ') || t('noBanner')}</code>
              </p>
            )}
            {decision === null ? <p className={classes.quiet}>{t('noRule')}</p> : <Trace decision={decision} startsOpen={refused} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Outcome({ recipient, mail }: { readonly recipient: SimulatedRecipientView; readonly mail: ExampleDraft }) {
  const { address, fate, reply, changes, delivery } = recipient;
  const t = useTranslations('simulator');
  return (
    <li className={classes.outcome} data-fate={fate}>
      <div className={classes.outcomeHead}>
        <p className={classes.fate}>
          <strong>{t(`fates.${fate}`)}</strong> <span className={classes.address}>{address}</span>
        </p>
        <KeepAsTest mail={mail} recipient={recipient} />
      </div>
      <p className={classes.reply}>{reply}</p>
      <Changes changes={changes} />
      {delivery !== null && (
        <>
          {delivery.problem !== null && <p className={classes.quiet}>{t('undetermined', { reason: delivery.problem })}</p>}
          {delivery.nextHop !== null && delivery.demand !== null && (
            <dl className={classes.route}>
              <dt>{t('nextHop')}</dt>
              <dd>{delivery.nextHop}</dd>
              <dt>{t('demand')}</dt>
              <dd>{delivery.demand.sentence}</dd>
              {delivery.notes.length > 0 && (
                <>
                  <dt>{t('notes')}</dt>
                  {delivery.notes.map((note) => (
                    <dd key={note}>{note}</dd>
                  ))}
                </>
              )}
            </dl>
          )}
          <Trace decision={delivery.decision} startsOpen={false} />
        </>
      )}
    </li>
  );
}

function Trace({ decision, startsOpen }: { readonly decision: DecisionView; readonly startsOpen: boolean }) {
  const t = useTranslations('simulator');
  const id = useId();
  const [open, setOpen] = useState(startsOpen);
  return (
    <>
      <UnstyledButton className={classes.disclosure ?? ''} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} stroke={1.9} aria-hidden />
        <span>
          {decision.summary} <span className={classes.hint}>{open ? t('hideTrace') : t('showTrace')}</span>
        </span>
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes.disclosed}>
          <DecisionRules decision={decision} />
        </div>
      </Collapse>
    </>
  );
}
