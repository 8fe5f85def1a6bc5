'use client';

import { ActionIcon, Table } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { EncryptionBadge } from '@/components/ui/encryption-badge';
import { demandsTls } from '@/components/ui/relay-target-draft';
import { routingSettingsQuery } from '@/components/ui/routing-settings-query';
import table from '@/components/ui/stacked-table.module.css';
import type { LocalDomainView } from '@/lib/api/contracts/domains';
import { DomainTarget } from './domain-target';
import classes from './domains.module.css';

interface Props {
  readonly domains: readonly LocalDomainView[];
  readonly onEdit: (domain: LocalDomainView) => void;
  readonly onDelete: (domain: LocalDomainView) => void;
}

export function DomainTable({ domains, onEdit, onDelete }: Props) {
  const t = useTranslations('domains');
  return (
    <Table className={table.table ?? ''} horizontalSpacing="md" verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('domain')}</Table.Th>
          <Table.Th>{t('deliverTo')}</Table.Th>
          <Table.Th>{t('encryption')}</Table.Th>
          <Table.Th>{t('certificateCheck')}</Table.Th>
          <Table.Th className={table.actions ?? ''}>{t('actions')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {domains.map((domain) => (
          <Table.Tr key={domain.id}>
            <Table.Td>
              <button type="button" className={classes.name} onClick={() => onEdit(domain)}>
                {domain.domain}
              </button>
            </Table.Td>
            <Table.Td data-label={t('deliverTo')}>
              <DomainTarget target={domain.deliverTo} />
            </Table.Td>
            <Table.Td data-label={t('encryption')}>
              <EncryptionBadge encryption={domain.deliverTo.encryption} />
            </Table.Td>
            <Table.Td data-label={t('certificateCheck')}>
              <Check domain={domain} />
            </Table.Td>
            <Table.Td className={table.actions ?? ''}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('editOf', { domain: domain.domain })}
                title={t('edit')}
                onClick={() => onEdit(domain)}
              >
                <IconPencil size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                className={classes.delete ?? ''}
                aria-label={t('deleteOf', { domain: domain.domain })}
                title={t('delete')}
                onClick={() => onDelete(domain)}
              >
                <IconTrash size={16} stroke={1.7} aria-hidden />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Check({ domain: { deliverTo } }: { readonly domain: LocalDomainView }) {
  const t = useTranslations('domains');
  const relay = useTranslations('relay');
  const defaultCheck = useQuery(routingSettingsQuery).data?.settings.defaultCertificateCheck;
  if (!demandsTls(deliverTo.encryption)) return <span className={table.secondary}>{t('noCheck')}</span>;
  const own = deliverTo.certificateCheck;
  if (own?.kind === 'name') return `${relay('certificateChecks.name')}: ${own.name}`;
  if (own !== null) return relay(`certificateChecks.${own.kind}`);
  return (
    <span className={table.secondary}>
      {defaultCheck === undefined
        ? relay('certificateChecks.default')
        : t('defaultCheck', { check: relay(`certificateChecks.${defaultCheck.kind}`) })}
    </span>
  );
}
