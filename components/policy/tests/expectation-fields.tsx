import { NativeSelect } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useErrorText } from '@/components/ui/error-text';
import { errorAt, type FormErrors } from '@/components/ui/form-errors';
import { HostRows } from '@/components/ui/host-rows';
import { REFUSAL_STAGES } from '@/lib/acceptance/expected-outcome';
import { TLS_LEVELS } from '@/lib/mail/tls-level';
import simulator from '../simulator/simulator.module.css';
import { FATES, HOPS, type TestDraft } from './test-draft';

interface Props {
  readonly draft: TestDraft;
  readonly onChange: (draft: TestDraft) => void;
  readonly errors: FormErrors;
}

/** What must become of the mail. */
export function ExpectationFields({ draft, onChange, errors }: Props) {
  const t = useTranslations('policyTests');
  const fates = useTranslations('simulator.fates');
  const errorText = useErrorText();
  const { fate, by, hop, hosts, tls } = draft;
  const isRefusal = fate === 'refused' || fate === 'put-off';
  const isSentOn = fate === 'delivered' || fate === 'held';
  return (
    <>
      <div className={simulator.fields}>
        <NativeSelect
          label={t('fate')}
          value={fate}
          onChange={(event) => onChange({ ...draft, fate: FATES.find((one) => one === event.currentTarget.value) ?? fate })}
          data={FATES.map((value) => ({ value, label: fates(value) }))}
        />
        {isRefusal && (
          <NativeSelect
            label={t('by')}
            value={by}
            onChange={(event) => onChange({ ...draft, by: REFUSAL_STAGES.find((one) => one === event.currentTarget.value) ?? by })}
            data={REFUSAL_STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))}
          />
        )}
        {isSentOn && (
          <>
            <NativeSelect
              label={t('tls')}
              value={tls}
              onChange={(event) => onChange({ ...draft, tls: TLS_LEVELS.find((one) => one === event.currentTarget.value) ?? tls })}
              data={TLS_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
            />
            <NativeSelect
              label={t('hop')}
              value={hop}
              onChange={(event) => onChange({ ...draft, hop: HOPS.find((one) => one === event.currentTarget.value) ?? hop })}
              data={HOPS.map((value) => ({ value, label: t(`hops.${value}`) }))}
            />
          </>
        )}
      </div>
      {isSentOn && hop === 'hosts' && (
        <HostRows
          value={hosts}
          onChange={(changed) => onChange({ ...draft, hosts: changed })}
          defaultPort={null}
          error={(row, field) => errorText(errors.get(`expected.nextHop.hosts.${row}.${field}`) ?? emptyAt(errors, row, field))}
        />
      )}
    </>
  );
}

/** That there is no host at all stands at the first. */
function emptyAt(errors: FormErrors, row: number, field: 'host' | 'port'): string | undefined {
  return row === 0 && field === 'host' && !errors.has('expected.nextHop.hosts.0.port')
    ? errorAt(errors, 'expected.nextHop.hosts')
    : undefined;
}
