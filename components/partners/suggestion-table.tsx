import { Button, Table } from '@mantine/core';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import table from '@/components/ui/stacked-table.module.css';
import { AbsoluteTime } from '@/components/ui/time';
import type { Suggestion } from '@/lib/api/contracts/suggestions';
import classes from './partners.module.css';

export function SuggestionTable({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  const t = useTranslations('partners');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm" aria-label={t('title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('domain')}</Table.Th>
          <Table.Th>{t('direction')}</Table.Th>
          <Table.Th className={table.number ?? ''}>{t('messages')}</Table.Th>
          <Table.Th>{t('versions')}</Table.Th>
          <Table.Th className={table.number ?? ''}>{t('verified')}</Table.Th>
          <Table.Th>{t('seen')}</Table.Th>
          <Table.Th aria-label={t('force')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {suggestions.map((suggestion) => (
          <SuggestionRow key={`${suggestion.direction} ${suggestion.domain}`} suggestion={suggestion} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SuggestionRow({ suggestion }: { readonly suggestion: Suggestion }) {
  const t = useTranslations('partners');
  const format = useFormatter();
  const { domain, direction, messages, firstSeen, lastSeen, tlsVersions, verified } = suggestion;
  const form = `/acceptance-routing/force-tls?${new URLSearchParams({ domain, direction })}`;
  return (
    <Table.Tr>
      <Table.Td className={table.primary ?? ''}>{domain}</Table.Td>
      <Table.Td data-label={t('direction')}>{t(`directions.${direction}`)}</Table.Td>
      <Table.Td data-label={t('messages')} className={table.number ?? ''}>
        {format.number(messages)}
      </Table.Td>
      <Table.Td data-label={t('versions')}>
        <span className={classes.versions}>
          {tlsVersions.map(({ version, messages: count }) => (
            <span key={version} className={table.nowrap}>
              {t('version', { version: version.replace(/^TLSv/, 'TLS '), messages: count })}
            </span>
          ))}
        </span>
      </Table.Td>
      <Table.Td data-label={t('verified')} className={table.number ?? ''}>
        {verified === 0 ? <span className={table.secondary}>{t('never')}</span> : t('verifiedShare', { share: verified / messages })}
      </Table.Td>
      <Table.Td data-label={t('seen')}>
        <span>
          <AbsoluteTime value={firstSeen} seconds={false} />
          <br />
          <AbsoluteTime value={lastSeen} seconds={false} />
        </span>
      </Table.Td>
      <Table.Td className={table.actions ?? ''}>
        <Button component={Link} href={form} size="xs" variant="default" aria-label={t(`forceFor.${direction}`, { domain })}>
          {t('force')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
